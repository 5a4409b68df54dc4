import type { Clock } from "../../definition/clock.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState, RunningClock } from "../state.js";
import { momentOf } from "./clock-time.js";
import { carriedOn, started } from "./clocks.js";
import { aimed, hasAhead } from "./running-clock.js";

type Clocks = CaseState["clocks"];
type Moved = Extract<CaseEvent, { readonly type: "moved" }>;

/**
 * The clocks of a case that is moved. One that the new release has too keeps what it has promised; one that it does not have, or
 * that belongs to a state where the case is not, is gone; those that only the new release has begin now, if the case is where
 * they begin or waits for their moment. What has begun in the past, such as a clock from the creation on, does not begin late.
 */
export function clocksMoved(
  program: CaseProgram,
  before: CaseState,
  after: CaseState,
  { at, begins }: Moved,
): Clocks {
  const kept = Object.entries(before.clocks).flatMap(([id, clock]) => {
    const definition = program.clocks?.[id];
    if (definition === undefined || !isAt(definition, after)) return [];
    const carried = carriedOn(program, { id, clock, at }, before, after);
    const known = knownMark(program, definition, carried, after);
    const isOver = known.late === true && !hasAhead(program, definition, known, after);
    return isOver ? [] : [[id, known] as const];
  });
  const isNew = (clock: Clock): boolean =>
    begins.some((id) => program.clocks?.[id] === clock && !Object.hasOwn(before.clocks, id));
  const fresh = started(program, after, at, (clock) =>
    isNew(clock) ? startOf(clock, after, at) : null,
  );
  return { ...Object.fromEntries(kept), ...fresh };
}

/** Whether a clock can run where the case is: one of a state runs only there. */
function isAt({ starts }: Clock, { state }: CaseState): boolean {
  return !("state" in starts) || starts.state === state;
}

/** When a new clock begins: now in its state, at its moment while that lies ahead. */
function startOf(clock: Clock, after: CaseState, at: number): number | null {
  if ("state" in clock.starts) return isAt(clock, after) ? at : null;
  const moment = momentOf(clock, after.data);
  return moment !== null && moment > at ? moment : null;
}

/** A clock whose next mark the new release does not have waits for the next that it has; when it is due stays. */
function knownMark(
  program: CaseProgram,
  definition: Clock,
  clock: RunningClock,
  owner: CaseState,
): RunningClock {
  if (clock.next === undefined || definition.marks?.[clock.next.mark] !== undefined) return clock;
  return { ...aimed(program, definition, clock, owner), dueAt: clock.dueAt };
}
