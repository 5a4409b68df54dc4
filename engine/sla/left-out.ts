import { Temporal } from "temporal-polyfill";
import type { Calendar, Weekday } from "../definition/calendar.js";
import { type CalendarDay, daysOf } from "./calendar-days.js";
import { openHours } from "./expand.js";
import { openSpans } from "./open-hours.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Why nobody is there: a break between two hours of a day, the night, a weekday without hours, or a day that is not like others,
 * by its name.
 */
export type Closed =
  | { readonly because: "break" | "night" }
  | { readonly because: "weekday"; readonly day: Weekday }
  | { readonly because: "holiday" | "exception"; readonly name: string };

/** A stretch of time that a calendar does not count, in epoch milliseconds, with what it consists of in order. */
export type LeftOut = {
  readonly from: number;
  readonly to: number;
  readonly closed: readonly Closed[];
};

/** What a calendar leaves out between two instants (epoch milliseconds), in order. Not for workflow code: it knows time zones. */
export function leftOut(calendar: Calendar, from: number, to: number): readonly LeftOut[] {
  const dayOn = daysOf(calendar);
  const open = [...openSpans(openHours(calendar, { from, until: to }))];
  const ends = [from, ...open.map((span) => span.to)];
  const begins = [...open.map((span) => span.from), to];
  return ends.flatMap((end, place) => {
    const begin = begins[place] ?? to;
    return begin > end
      ? [{ from: end, to: begin, closed: reasons({ calendar, dayOn }, end, begin) }]
      : [];
  });
}

type World = {
  readonly calendar: Calendar;
  readonly dayOn: (day: number) => CalendarDay;
};

function reasons(
  { calendar: { zone }, dayOn }: World,
  from: number,
  to: number,
): readonly Closed[] {
  // What ends at midnight has nothing of the day that begins then.
  const [first, last] = [dayAt(zone, from), dayAt(zone, to - 1)];
  const days = Array.from({ length: last - first + 1 }, (_, n) => dayOn(first + n));
  const named = days.flatMap(({ hours, special, weekday }): Closed[] => {
    if (special) return [{ because: special.kind, name: special.name }];
    return hours.length === 0 ? [{ because: "weekday", day: weekday }] : [];
  });
  if (named.length > 0) return named;
  return [{ because: first === last && isBetween(dayOn(first), zone, from) ? "break" : "night" }];
}

/** Whether there were hours before on this day; what follows is then a break, and else the night before opening. */
function isBetween({ hours }: CalendarDay, zone: string, at: number): boolean {
  const { hour, minute } = wall(zone, at);
  const minutes = hour * 60 + minute;
  return hours.some(([opens]) => opens < minutes) && hours.some(([opens]) => opens > minutes);
}

/** The day on the wall, in days since 1970. */
function dayAt(zone: string, at: number): number {
  const { year, month, day } = wall(zone, at);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function wall(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
