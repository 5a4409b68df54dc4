import { Temporal } from "temporal-polyfill";
import type { Calendar } from "../../../../engine/definition/calendar.js";
import type { Clock } from "../../../../engine/definition/clock.js";
import {
  AROUND_THE_CLOCK,
  countedTo,
  countsBy,
  isTimeless,
  pointsOf,
  targetMs,
} from "../../../../engine/interpreter/v1/clock-time.js";
import { AHEAD_MS, openHours } from "../../../../engine/sla/expand.js";

/** When something happens on a clock: a mark by its name, or `due`. Null when the calendar is not known that far. */
export type ClockDate = {
  readonly name: string;
  readonly is: "mark" | "due";
  readonly at: number | null;
};

/** A case whose clock starts at a moment; epoch milliseconds. */
export type Example = { readonly startedAt: number; readonly priority: string };

/**
 * What comes of a clock that starts at a moment and runs through, reckoned as a running case reckons: by its calendar, in
 * order. Null for a priority at which it stands still or of which it says nothing. Not for workflow code: it knows time zones.
 */
export function clockDates(
  clock: Clock,
  { startedAt, priority }: Example,
  calendars: readonly Calendar[],
): readonly ClockDate[] | null {
  const by = countsBy(clock, priority);
  const calendar = calendars.find(({ id }) => id === by);
  const window = { from: startedAt, until: startedAt + AHEAD_MS };
  const program = calendar ? { calendars: { [by]: openHours(calendar, window) } } : {};
  // Only the clocks and calendars of a program are read for one clock's time.
  const time = program as Parameters<typeof targetMs>[0];
  const owner = { id: "", priority, state: "", data: {} };
  const { spread: _spread, ...promised } = clock;
  const target = targetMs(time, promised, owner);
  if (isTimeless(clock, priority) || !Number.isFinite(target)) return null;
  if (by !== AROUND_THE_CLOCK && !calendar) return null;
  const at = (ms: number) => countedTo(time, by, { start: startedAt, ms });
  const marks = pointsOf(time, promised, owner).map(({ mark, ms, afterDue }) => ({
    name: clock.marks?.[mark]?.name ?? mark,
    is: "mark" as const,
    at: at(ms),
    after: afterDue,
  }));
  return [
    ...marks.filter(({ after }) => !after),
    { name: "", is: "due" as const, at: at(target) },
    ...marks.filter(({ after }) => after),
  ].map(({ name, is, at: when }) => ({ name, is, at: when }));
}

/** The next Friday afternoon, 16:40 on the walls of a zone: the hour at which targets surprise. Epoch milliseconds. */
export function fridayAfternoon(now: number, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const FRIDAY = 5;
  const friday = today.add({ days: (FRIDAY - today.dayOfWeek + 7) % 7 });
  return friday.withPlainTime("16:40").epochMilliseconds;
}

/** A moment as a field for date and time has it, by the clocks of a zone: `2026-03-06T16:40`. */
export function wallTime(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}

/** The moment of a field for date and time in a zone; null while it is not filled in. */
export function wallMoment(text: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}
