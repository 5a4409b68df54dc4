import { instant } from "../../definition/conditions/evaluate.js";
import { durationMs } from "../../definition/duration.js";
import { type Clock, type Mark, NO_TARGET } from "../../definition/clock.js";
import { instantAfter, openBetween } from "../../sla/open-hours.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";

/** The case whose clocks are meant. */
export type Owner = Pick<CaseState, "id" | "priority" | "state" | "data">;

/** Instead of a calendar's id where a clock counts day and night. No calendar can have this id. */
export const AROUND_THE_CLOCK = "24/7";

/** Target of a clock that is due at its moment. */
const NO_TIME = "PT0S";

/** Milliseconds from 1970 within which a moment lies: dates end at 8.64e15, and a target, a spread and a mark come after it. */
const FARTHEST_MS = 8e15;

/** A moment on a clock besides being due, in milliseconds counted from its start. */
export type Point = { readonly mark: string; readonly ms: number; readonly afterDue: boolean };

/** What a clock counts by for a case of this priority: a calendar's id, or day and night. */
export function countsBy({ calendar }: Clock, priority: string): string {
  const id = typeof calendar === "object" ? calendar[priority] : calendar;
  return id ?? AROUND_THE_CLOCK;
}

/** Everything a clock may count by, whatever the priority becomes. */
export function allCounts({ calendar }: Clock): readonly string[] {
  const named = typeof calendar === "object" ? Object.values(calendar) : [];
  const one = typeof calendar === "string" ? [calendar] : [AROUND_THE_CLOCK];
  return [...new Set([...one, ...named])];
}

/** Milliseconds counted between two instants. */
export function counted(
  program: CaseProgram,
  by: string,
  span: { readonly from: number; readonly to: number },
): number {
  if (by === AROUND_THE_CLOCK) return Math.max(0, span.to - span.from);
  const hours = program.calendars?.[by];
  return hours ? openBetween(hours, span.from, span.to) : 0;
}

/** The instant at which so much has been counted since `start`; null when the calendar is not known that far. */
export function countedTo(
  program: CaseProgram,
  by: string,
  { start, ms }: { readonly start: number; readonly ms: number },
): number | null {
  if (by === AROUND_THE_CLOCK) return start + Math.max(0, ms);
  const hours = program.calendars?.[by];
  return hours ? instantAfter(hours, start, ms) : null;
}

/** A transition as clocks see it: which, from which state, and whether it entered one. */
export type Moved = {
  readonly transition: string;
  readonly from: string;
  readonly entered: boolean;
};

/** Whether a transition stops a clock: it is one of its stops, or leaves its state. */
export function isStopped({ stops, starts }: Clock, { transition, from, entered }: Moved): boolean {
  const isLeft = entered && "state" in starts && starts.state === from;
  return isLeft || stops?.includes(transition) === true;
}

/** Whether a clock stands still for a case as it is now: in this state, or at this priority. */
export function standsStill(
  clock: Clock,
  { state, priority }: Pick<Owner, "state" | "priority">,
): boolean {
  return clock.pauses?.includes(state) === true || isTimeless(clock, priority);
}

/** Whether a clock says that it has no time at this priority. */
export function isTimeless({ target }: Clock, priority: string): boolean {
  return typeof target === "object" && target[priority] === NO_TARGET;
}

/**
 * What a clock promises a case, in milliseconds it counts; NaN when it says nothing of this priority, infinite when it stands
 * still at it.
 */
export function targetMs(
  program: CaseProgram,
  clock: Clock,
  { id, priority }: Pick<Owner, "id" | "priority">,
): number {
  const { target: given = NO_TIME } = clock;
  const target = typeof given === "string" ? given : given[priority];
  if (target === undefined) return NaN;
  if (target === NO_TARGET) return Infinity;
  const extra = clock.spread === undefined ? 0 : hash(id) % (durationMs(clock.spread) + 1);
  return durationMs(target, dayMs(program, countsBy(clock, priority))) + extra;
}

/** When a clock that waits for a moment of the case's data starts; null for any other, and while there is no such moment. */
export function momentOf({ starts }: Clock, data: Owner["data"]): number | null {
  if (!("field" in starts)) return null;
  const at = Object.hasOwn(data, starts.field) ? instant(data[starts.field]) : NaN;
  if (!(Math.abs(at) <= FARTHEST_MS)) return null;
  return starts.before === undefined ? at : at - durationMs(starts.before);
}

/** The marks of a clock in the order in which they are reached; those of one moment by name. */
export function pointsOf(program: CaseProgram, clock: Clock, owner: Owner): readonly Point[] {
  const target = targetMs(program, clock, owner);
  const day = dayMs(program, countsBy(clock, owner.priority));
  return Object.entries(clock.marks ?? {})
    .map(([mark, at]) => ({
      mark,
      ms: markMs(at, target, day),
      afterDue: "afterDue" in at,
    }))
    .filter(({ ms }) => Number.isFinite(ms))
    .sort((a, b) => a.ms - b.ms || (a.mark < b.mark ? -1 : 1));
}

function markMs(mark: Mark, target: number, day: number | undefined): number {
  if ("percent" in mark) return Math.floor((target * mark.percent) / 100);
  if ("afterStart" in mark) return durationMs(mark.afterStart, day);
  if ("beforeDue" in mark) return Math.max(0, target - durationMs(mark.beforeDue, day));
  return target + durationMs(mark.afterDue, day);
}

function dayMs(program: CaseProgram, by: string): number | undefined {
  return program.calendars?.[by]?.workdayMs;
}

/** FNV-1a of a case id, 32 bits: the same case has the same place in every spread, whoever computes it. */
export function hash(id: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) sum = Math.imul(sum ^ id.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
