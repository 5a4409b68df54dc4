import type { Expectation, Step, WorkflowTest } from "../definition/scenario.js";
import type { Json, Scalar } from "../definition/names.js";
import type { CaseState } from "../interpreter/index.js";
import { asksOf, spanOf } from "./expectation.js";
import type { Moment, Session } from "./session.js";

/**
 * A session as a test of its workflow that expects what came of it: where the case is, what changed, what was sent and asked, and which
 * clocks run. Undefined before anything has happened.
 */
export function testOf(session: Session, name: string): WorkflowTest | undefined {
  if (session.moments.length === 0) return undefined;
  const steps = session.moments.map((moment, place): Step => ({
    ...moment.move,
    expect: expectationOf(moment, session.moments[place - 1]?.state ?? null),
  }));
  const begins = `${new Date(session.begins).toISOString().slice(0, 16)}Z`;
  return { name, begins, steps };
}

function expectationOf({ state, turn, refusal }: Moment, before: CaseState | null): Expectation {
  const { at } = turn.event;
  const clocks = Object.entries(state.clocks).flatMap(([id, { dueAt }]) =>
    dueAt === null || dueAt <= at ? [] : [[id, spanOf(dueAt - at)] as const],
  );
  const isWhole = clocks.every(([, span]) => span.startsWith("P"));
  const isLate = Object.values(state.clocks).some(({ dueAt }) => dueAt !== null && dueAt <= at);
  const data = changedScalars(before?.data ?? {}, state.data);
  return {
    state: state.state,
    ...changed("queue", before, state),
    ...changed("priority", before, state),
    ...changed("assignee", before, state),
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...notEmpty(asksOf(turn.effects)),
    ...(isWhole && !isLate ? { clocks: Object.fromEntries(clocks) } : {}),
    ...(refusal === null ? {} : { refused: refusal.code }),
    ...(turn.note === undefined || refusal !== null ? {} : { nothing: true }),
  };
}

/** A member that is another than before, or that a case begins with. */
function changed<Member extends "queue" | "priority" | "assignee">(
  member: Member,
  before: CaseState | null,
  after: CaseState,
): { readonly [Key in Member]?: CaseState[Member] } {
  if (before?.[member] === after[member]) return {};
  return { [member]: after[member] } as { [Key in Member]: CaseState[Member] };
}

function changedScalars(
  before: { readonly [field: string]: Json },
  after: { readonly [field: string]: Json },
): { [field: string]: Scalar } {
  const entries = Object.entries(after).filter(
    (entry): entry is [string, Scalar] =>
      (typeof entry[1] !== "object" || entry[1] === null) && before[entry[0]] !== entry[1],
  );
  return Object.fromEntries(entries);
}

function notEmpty(asks: ReturnType<typeof asksOf>): Partial<typeof asks> {
  return Object.fromEntries(Object.entries(asks).filter(([, list]) => list.length > 0));
}
