import { words } from "../words/index.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as people say it: `40 s`, `12 min`, `3 h 20 min`, `2 days`. Milliseconds; its sign does not matter. */
export function span(ms: number): string {
  const length = Math.abs(ms);
  const { seconds, minutes, hours, days } = words.time;
  if (length < MINUTE) return seconds(Math.floor(length / SECOND));
  if (length < HOUR) return minutes(Math.floor(length / MINUTE));
  if (length >= 2 * DAY) return days(Math.floor(length / DAY));
  const whole = Math.floor(length / HOUR);
  const rest = Math.floor((length % HOUR) / MINUTE);
  return rest === 0 || whole >= 10 ? hours(whole) : `${hours(whole)} ${minutes(rest)}`;
}

/** How a due instant stands: in words, and whether it needs somebody soon. */
export type DueWords = {
  readonly text: string;
  readonly urgency: "calm" | "soon" | "risk" | "late";
};

/** The last quarter of an hour counts as soon. */
const SOON_MS = 15 * MINUTE;

/**
 * A due instant in words that tick: `due in 12 min`, `at risk: due in 9 min`, `overdue by 3 min`. Epoch milliseconds.
 * @param riskAt from when it is at risk; null when nobody has said
 */
export function dueWords(dueAt: number, now: number, riskAt: number | null = null): DueWords {
  const left = dueAt - now;
  if (left <= 0) return { text: words.time.overdue(span(left)), urgency: "late" };
  const text = words.time.dueIn(span(left));
  if (riskAt !== null && riskAt <= now) return { text: words.time.atRisk(text), urgency: "risk" };
  return { text, urgency: left <= SOON_MS ? "soon" : "calm" };
}

/** Date and time of an ISO instant in a zone of its own, such as the clinic's: `Mon 2 Mar, 13:00`. */
export function timeIn(zone: string | null, at: string): string {
  return new Intl.DateTimeFormat(undefined, {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    ...(zone === null ? {} : { timeZone: zone }),
  }).format(Date.parse(at));
}

/** An age in words: `just now`, `4 min ago`. Epoch milliseconds. */
export function agoWords(at: number, now: number): string {
  return now - at < 10 * SECOND ? words.time.now : words.time.ago(span(now - at));
}

/** Time of day of an epoch instant, as the browser's language writes it. */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** Date and time of an ISO instant, as the browser's language writes it. */
export function fullTime(at: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(
    Date.parse(at),
  );
}

/** An ISO instant as short as it stays clear: the time today, the day this year, the year otherwise. */
export function shortTime(at: string, now: number): string {
  const then = new Date(at);
  const today = new Date(now);
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  if (then.toDateString() === today.toDateString()) return clockTime(then.getTime());
  const day = { day: "numeric", month: "short", ...time } as const;
  const options =
    then.getFullYear() === today.getFullYear() ? day : { ...day, year: "numeric" as const };
  return new Intl.DateTimeFormat(undefined, options).format(then);
}
