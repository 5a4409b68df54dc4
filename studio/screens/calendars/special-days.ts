import {
  dayNamed,
  isDay,
  type CalendarException,
  type Holiday,
} from "../../../engine/definition/calendar.js";

/** A day of a calendar that is not like others, with the next date on which it is; that of the past once it is over. */
export type Placed<Day> = {
  readonly day: Day;
  /** `2026-12-25`. */
  readonly date: string;
  /** Its place in the list of the calendar. */
  readonly place: number;
};

/** Days in the order in which they come, and those that are over, the last one first. */
export function inOrder<Day extends Holiday | CalendarException>(
  days: readonly Day[],
  today: string,
): { readonly coming: readonly Placed<Day>[]; readonly past: readonly Placed<Day>[] } {
  const placed = days
    .map((day, place) => ({ day, date: nextDate(dayNamed(day), today), place }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  return {
    coming: placed.filter(({ date }) => date >= today),
    past: placed.filter(({ date }) => date < today).toReversed(),
  };
}

/** The next date of a day of every year; a day of one year, and what is no day, stands as it is. */
export function nextDate(day: string, today: string): string {
  if (day.length !== "12-25".length || !isDay(day)) return day;
  const year = Number(today.slice(0, 4));
  // 29 February may be up to eight years away.
  const years = Array.from({ length: 9 }, (_, n) => `${String(year + n)}-${day}`);
  return years.find((date) => date >= today && isDay(date)) ?? day;
}

/** A date as people read it, with its weekday: `Fri, 25 Dec 2026`. What is no date stands as it is. */
export function dateText(date: string): string {
  if (!isDay(date)) return date;
  return written(date, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
}

/** A day of one year or of every year as people read it: `25 Dec 2026`, `25 Dec`. */
export function dayText(day: string): string {
  if (!isDay(day)) return day;
  return day.length === "12-25".length
    ? written(`2024-${day}`, { day: "numeric", month: "short" })
    : written(day, { day: "numeric", month: "short", year: "numeric" });
}

function written(date: string, shape: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, { ...shape, timeZone: "UTC" }).format(Date.parse(date));
}
