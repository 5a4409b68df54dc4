import { placingOf } from "../assignment/placing.js";
import { facetsIn } from "../definition/facets.js";
import type { Organisation } from "../definition/organisation.js";
import type { Workflow } from "../definition/workflow.js";
import type { CaseState } from "../interpreter/state.js";
import type { Parked } from "../store/cases.js";
import type { CaseRow } from "../protocol/case.js";
import { type ClockLife, isPromise, livesAfter } from "../sla/clock-life.js";

/** Names that turn a case's ids into words: those of its own release, and of the people it may be assigned to. */
export type Names = {
  readonly workflow: Workflow;
  readonly organisation: Organisation;
  readonly people: ReadonlyMap<string, string>;
};

/**
 * A case as a list shows it. `parked` is why it stands still; `lives` are its open promises, told from the state alone when
 * they are not known.
 */
export function rowOf(
  state: CaseState,
  names: Names,
  parked: Parked | null,
  lives: readonly ClockLife[] = livesNow(
    [],
    { transition: null, before: null, after: state },
    names,
  ),
): CaseRow {
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
    facets: facetsOf(state, workflow),
    channel: state.contact?.channel ?? null,
    due: dueOf(state, workflow, lives),
    stands: standsOf(workflow, lives),
    unattended: unattendedOf(state, names),
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

/** Name of a skill; its id when the release does not know it any more. */
export function skillName(id: string, { skills }: Pick<Organisation, "skills">): string {
  return skills?.find((skill) => skill.id === id)?.name ?? id;
}

/** Name of a member of staff; the id of one who is gone. */
export function personName(id: string, { people }: Names): string {
  return people.get(id) ?? id;
}

/** ISO 8601 of epoch milliseconds. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** What it is listed and counted by, as far as that is filled in. */
function facetsOf(state: CaseState, workflow: Workflow): CaseRow["facets"] {
  return facetsIn(workflow).flatMap(({ id, name }) => {
    const value = state.data[id];
    return typeof value === "string" ? [{ id, name, value }] : [];
  });
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

/** The open promises of a case after a turn that may not be stored yet. */
export function livesNow(
  lives: readonly ClockLife[],
  step: Parameters<typeof livesAfter>[1],
  { workflow: { clocks = {} } }: Pick<Names, "workflow">,
): readonly ClockLife[] {
  return livesAfter(lives, step, { clocks, count: () => 0 }).open;
}

type Due = { readonly clock: string; readonly at: number; readonly riskAt: number | null };

/** What is or was due first: what has been promised, else a chore. */
function dueOf(state: CaseState, workflow: Workflow, lives: readonly ClockLife[]): CaseRow["due"] {
  const promised = lives.flatMap(({ clock, brokenAt, dueAt, riskAt }): Due[] => {
    const at = brokenAt ?? dueAt;
    return at === null ? [] : [{ clock, at, riskAt }];
  });
  const chores = Object.entries(state.clocks).flatMap(([clock, { dueAt }]): Due[] => {
    const definition = workflow.clocks?.[clock];
    const isChore = definition === undefined || !isPromise(definition);
    return dueAt === null || !isChore ? [] : [{ clock, at: dueAt, riskAt: null }];
  });
  const isPromised = promised.length > 0;
  const [due] = (isPromised ? promised : chores).sort(
    (a, b) => a.at - b.at || (a.clock < b.clock ? -1 : 1),
  );
  if (due === undefined) return null;
  const { clock, at, riskAt } = due;
  return {
    clock,
    name: workflow.clocks?.[clock]?.name ?? clock,
    at: instant(at),
    riskAt: riskAt === null ? null : instant(riskAt),
    promise: isPromised,
  };
}

/** What a case needs of whoever is given it, while it waits in a queue that had nobody for it; null when it does not. */
function unattendedOf(state: CaseState, { workflow, organisation }: Names): CaseRow["unattended"] {
  const waits = state.status === "open" && state.assignee === null;
  if (!waits || state.unattended !== state.queuedAt) return null;
  const { needs } = placingOf(workflow, state);
  return needs === null ? null : { skills: needs.map((id) => skillName(id, organisation)) };
}

/** The promise that stands still for the longest. */
function standsOf(workflow: Workflow, lives: readonly ClockLife[]): CaseRow["stands"] {
  const [first] = lives
    .flatMap(({ clock, pausedAt }) => (pausedAt === null ? [] : [{ clock, since: pausedAt }]))
    .sort((a, b) => a.since - b.since);
  if (first === undefined) return null;
  const { clock, since } = first;
  return { clock, name: workflow.clocks?.[clock]?.name ?? clock, since: instant(since) };
}
