import { dayHours } from "../../../engine/definition/calendar.js";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** What a day without hours begins with. */
const WHOLE_DAY = "08:00-17:00";

/** A break is first an hour long, and what follows it up to three. */
const BREAK = 60;
const AFTER_IT = 180;

/** Hours to add behind those of a day, with a break between; null when the day is too short for more. */
export function hoursMore(hours: readonly string[]): string | null {
  if (hours.length === 0) return WHOLE_DAY;
  const from = Math.max(...hours.map((one) => dayHours(one)[1])) + BREAK;
  if (from >= DAY_MINUTES) return null;
  return `${timeOf(from)}-${timeOf(Math.min(from + AFTER_IT, DAY_MINUTES))}`;
}

/** How long somebody is there on a day, in milliseconds; what overlaps counts once, as cases count it. */
export function openMs(hours: readonly string[]): number {
  let [open, until] = [0, 0];
  for (const [from, to] of hours.map(dayHours).toSorted((a, b) => a[0] - b[0])) {
    open += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return open * MINUTE_MS;
}

/** The two times of hours as fields have them: midnight at the end is 00:00 there. */
export function fieldsOf(hours: string): readonly [from: string, to: string] {
  const [from = "", to = ""] = hours.split("-");
  return [from, to === "24:00" ? "00:00" : to];
}

/** Hours out of two fields; null while one is not filled in. */
export function hoursOf([from, to]: readonly [from: string, to: string]): string | null {
  if (from === "" || to === "") return null;
  return `${from.slice(0, 5)}-${to.slice(0, 5) === "00:00" ? "24:00" : to.slice(0, 5)}`;
}

/** Hours as people read them: `08:00–13:00`. */
export function hoursText(hours: string): string {
  return hours.replace("-", "–");
}

function timeOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
