import type { Calendar } from "../definition/calendar.js";
import { AROUND_THE_CLOCK } from "../interpreter/v1/clock-time.js";
import { openHours } from "./expand.js";
import { openBetween } from "./open-hours.js";

/** Milliseconds that something counts between two instants (epoch milliseconds): a calendar's id, or `24/7`. */
export type CountBy = (by: string, from: number, to: number) => number;

/**
 * Counts by the calendars of a release, laid out for just the days that are asked about. A calendar that is not there counts
 * nothing. Not for workflow code: it knows time zones.
 */
export function countingBy(calendars: readonly Calendar[] = []): CountBy {
  return (by, from, to) => {
    if (to <= from) return 0;
    if (by === AROUND_THE_CLOCK) return to - from;
    const calendar = calendars.find(({ id }) => id === by);
    return calendar ? openBetween(openHours(calendar, { from, until: to }), from, to) : 0;
  };
}
