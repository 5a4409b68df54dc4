import type { CaseRow } from "../../../engine/protocol/case.js";
import { words } from "../../words/index.js";

/** What is different between the case as somebody saw it and as it is now, one sentence each. */
export function changesBetween(seen: CaseRow, now: CaseRow): readonly string[] {
  const { state, priority } = words.list;
  const { queue, assignee } = words.case;
  return [
    sentence(state, seen.state.name, now.state.name),
    sentence(assignee, seen.assignee?.name ?? words.nobody, now.assignee?.name ?? words.nobody),
    sentence(queue, seen.queue.name, now.queue.name),
    sentence(priority, seen.priority, now.priority),
  ].filter((line) => line !== null);
}

function sentence(label: string, before: string, after: string): string | null {
  return before === after ? null : words.outcome.change(label, before, after);
}
