import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { afterDue, afterMark, hasAhead } from "./running-clock.js";

type Clocks = CaseState["clocks"];
type Due = Extract<CaseEvent, { type: "clock_due" }>;
type Reached = Extract<CaseEvent, { type: "clock_reached" }>;

/** The clocks once one has run out: it is gone, or goes on late as a promise that is to be kept all the same. Null when it is not due. */
export function clocksAfterDue(
  program: CaseProgram,
  state: CaseState,
  { clock, at }: Pick<Due, "clock" | "at">,
): Clocks | null {
  const running = state.clocks[clock];
  if (running === undefined || running.late === true || isLater(running.dueAt, at)) return null;
  const { [clock]: _due, ...others } = state.clocks;
  const definition = program.clocks?.[clock];
  const late = definition ? afterDue(program, definition, running, state) : null;
  return late === null ? others : { ...others, [clock]: late };
}

/** The clocks once one has reached its mark, and whether a later moment of it has come meanwhile. Null when the mark is not its next. */
export function clocksAfterMark(
  program: CaseProgram,
  state: CaseState,
  { clock, mark, at }: Pick<Reached, "clock" | "mark" | "at">,
): { readonly clocks: Clocks; readonly isOvertaken: boolean } | null {
  const running = state.clocks[clock];
  const definition = program.clocks?.[clock];
  const isNext = running?.next?.mark === mark && running.next.at <= at;
  if (running === undefined || definition === undefined || !isNext) return null;
  const after = afterMark(program, definition, running, state);
  const { [clock]: _reached, ...others } = state.clocks;
  const isOver = after.late === true && !hasAhead(program, definition, after, state);
  const clocks = isOver ? others : { ...others, [clock]: after };
  const dueAt = after.late === true ? null : after.dueAt;
  return { clocks, isOvertaken: !isLater(dueAt, at) || !isLater(after.next?.at ?? null, at) };
}

/** Whether an instant has not come yet; one that is not known has not. */
function isLater(instant: number | null, now: number): boolean {
  return instant === null || instant > now;
}
