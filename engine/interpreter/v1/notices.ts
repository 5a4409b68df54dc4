import { type Facts, readFact } from "../../definition/conditions/evaluate.js";
import type { NotifySpec } from "../../definition/notice.js";
import type { Effect } from "../effect.js";
import type { CaseState } from "../state.js";

/** The notice that a specification asks for; null when the fact that should tell whom names nobody. */
export function noticeOf(
  { to, level = "info", says }: NotifySpec,
  state: CaseState,
  { id, facts }: { readonly id: string; readonly facts: Facts },
): Effect | null {
  const readers = readersOf(to, facts);
  if (readers === null) return null;
  const drill = state.drill === undefined ? {} : { drill: state.drill };
  return { kind: "notify", id, to: readers, level, says, ...drill };
}

function readersOf(to: NotifySpec["to"], facts: Facts) {
  if ("role" in to) return to;
  const named = "queue" in to ? to.queue : to.person;
  const found = typeof named === "string" ? named : readFact(facts, named.from);
  if (typeof found !== "string" || found === "") return null;
  return "queue" in to ? { queue: found } : { person: found };
}
