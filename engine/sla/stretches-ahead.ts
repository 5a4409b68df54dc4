import type { Calendar } from "../definition/calendar.js";
import { openHours } from "./expand.js";
import { type OpenSpan, openSpans } from "./open-hours.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far ahead people are told when somebody is there: two weeks, longer than any row of holidays. */
const AHEAD_MS = 14 * DAY_MS;

/**
 * When a calendar is open from `now` (epoch milliseconds) on, for two weeks. A stretch that has begun has its own beginning, within a
 * day, since the clock of whoever reads it may be slow. Not for workflow code: it knows time zones.
 */
export function stretchesAhead(calendar: Calendar, now: number): readonly OpenSpan[] {
  const hours = openHours(calendar, { from: now - DAY_MS, until: now + AHEAD_MS });
  return [...openSpans(hours)].filter(({ to }) => to > now);
}
