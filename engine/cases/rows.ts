import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseState } from "../interpreter/state.js";
import type { Parked } from "../store/cases.js";
import type { CaseRow } from "../protocol/case.js";

/** Names that turn a case's ids into words: those of its own release, and of the people it may be assigned to. */
export type Names = {
  readonly workflow: Workflow;
  readonly organisation: Organisation;
  readonly people: ReadonlyMap<string, string>;
};

/** A case as a list shows it. `parked` is why it stands still. */
export function rowOf(state: CaseState, names: Names, parked: Parked | null): CaseRow {
  const { workflow } = names;
  const definition = workflow.states[state.state];
  const rank = workflow.priorities.indexOf(state.priority);
  return {
    id: state.id,
    workflow: state.workflow,
    title: titleOf(state, workflow),
    state: { id: state.state, name: definition?.name ?? state.state },
    stateClass: definition?.class ?? "working",
    status: state.status,
    parked: parked !== null,
    ...(state.drill === undefined ? {} : { drill: state.drill }),
    priority: state.priority,
    priorityRank: Math.max(0, rank),
    queue: { id: state.queue, name: queueName(state.queue, names) },
    assignee:
      state.assignee === null
        ? null
        : { id: state.assignee, name: personName(state.assignee, names) },
    channel: state.contact?.channel ?? null,
    due: dueOf(state, workflow),
    turn: state.turn,
    entry: state.entry,
    createdAt: instant(state.createdAt),
    updatedAt: instant(state.updatedAt),
  };
}

/** Name of a queue; its id when the release does not know it any more. */
export function queueName(id: string, { organisation }: Names): string {
  return organisation.queues.find((queue) => queue.id === id)?.name ?? id;
}

/** Name of a member of staff; the id of one who is gone. */
export function personName(id: string, { people }: Names): string {
  return people.get(id) ?? id;
}

/** ISO 8601 of epoch milliseconds. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Longest title in a list. */
const TITLE_CHARACTERS = 120;

function titleOf(state: CaseState, workflow: Workflow): string {
  const named =
    workflow.subject.title === undefined ? undefined : state.data[workflow.subject.title];
  const opened =
    workflow.messageField === undefined ? undefined : state.data[workflow.messageField];
  const text = [named, opened].find((part) => typeof part === "string" && part.trim() !== "");
  const line =
    typeof text === "string" ? text.replaceAll(/\s+/g, " ").trim() : workflow.subject.type;
  if (line.length <= TITLE_CHARACTERS) return line;
  const half = /[\uD800-\uDBFF]$/;
  return `${line.slice(0, TITLE_CHARACTERS - 1).replace(half, "")}…`;
}

function dueOf(state: CaseState, workflow: Workflow): CaseRow["due"] {
  const [due] = Object.entries(state.clocks)
    .flatMap(([clock, { dueAt }]) => (dueAt === null ? [] : [{ clock, at: dueAt }]))
    .sort((a, b) => a.at - b.at || (a.clock < b.clock ? -1 : 1));
  if (due === undefined) return null;
  const { clock, at } = due;
  return { clock, name: workflow.clocks?.[clock]?.name ?? clock, at: instant(at) };
}
