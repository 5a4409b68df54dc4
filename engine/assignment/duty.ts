import type { Calendar } from "../definition/calendar.js";
import { openHours } from "../sla/expand.js";
import { openSpans } from "../sla/open-hours.js";
import type { UserDoc } from "../store/users.js";
import type { Duty } from "./choose.js";

/** How far ahead the begin of a shift is looked for; a longer closure is found by looking again. */
const AHEAD_MS = 8 * 24 * 60 * 60 * 1000;

/** Whether somebody is there, and the instant (epoch milliseconds) at which that may change for the better; null for unknown. */
export type OnDuty = { readonly duty: Duty; readonly until: number | null };

/** Tells for anybody whether they are there now; calendars are laid out once for all. */
export type DutyTeller = (person: Pick<UserDoc, "hours" | "away">) => OnDuty;

/**
 * Opens the look at who is there. Somebody whose calendar the release does not have any more counts as there day and night:
 * a shift that was deleted must not stop work without a word.
 * @param now epoch milliseconds
 */
export function dutyAt(calendars: readonly Calendar[], now: number): DutyTeller {
  const known = new Map<string, OnDuty>();
  const shift = (id: string): OnDuty => {
    const calendar = calendars.find((one) => one.id === id);
    const duty = known.get(id) ?? (calendar ? shiftAt(calendar, now) : THERE);
    known.set(id, duty);
    return duty;
  };
  return ({ hours, away }) => {
    const until = away?.until?.getTime() ?? null;
    const isAway = away && away.from.getTime() <= now && (until === null || now < until);
    if (isAway) return { duty: "away", until };
    return typeof hours === "string" ? shift(hours) : THERE;
  };
}

const THERE: OnDuty = { duty: "there", until: null };

function shiftAt(calendar: Calendar, now: number): OnDuty {
  const hours = openHours(calendar, { from: now, until: now + AHEAD_MS });
  const next = openSpans(hours).next().value;
  if (next === undefined) return { duty: "off_duty", until: null };
  return next.from <= now ? THERE : { duty: "off_duty", until: next.from };
}
