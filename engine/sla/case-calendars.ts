import type { Calendar } from "../definition/calendar.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import { AHEAD_MS, openHours } from "./expand.js";
import type { OpenHours } from "./open-hours.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Open hours by calendar, as a case takes them along. */
export type CaseCalendars = { readonly [calendar: string]: OpenHours };

/**
 * The calendars that the clocks of a workflow count by, laid out from the day before `from` to 13 months after `now` (epoch
 * milliseconds); undefined when all its clocks count day and night. A case counts by Temporal's clock, and the host that
 * asks may be ahead of that: hence the day before.
 */
export function calendarsFor(
  { calendars = [] }: Pick<ReleaseBody, "calendars">,
  workflow: Pick<Workflow, "clocks">,
  { from, now }: { readonly from: number; readonly now: number },
): CaseCalendars | undefined {
  const wanted = namedIn(workflow);
  const window = { from: dayOf(from) - DAY_MS, until: dayOf(now) + AHEAD_MS };
  const entries = calendars
    .filter(({ id }) => wanted.has(id))
    .map((calendar) => [calendar.id, laidOut(calendar, window)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The calendars that a workflow's clocks name. */
function namedIn({ clocks = {} }: Pick<Workflow, "clocks">): ReadonlySet<string> {
  return new Set(
    Object.values(clocks).flatMap(({ calendar }) => {
      if (calendar === undefined) return [];
      return typeof calendar === "string" ? [calendar] : Object.values(calendar);
    }),
  );
}

type Window = { readonly from: number; readonly until: number };

/** The last layout of each calendar: cases that start on one day share it. Calendars of a release never change. */
const kept = new WeakMap<Calendar, { readonly window: Window; readonly hours: OpenHours }>();

function laidOut(calendar: Calendar, window: Window): OpenHours {
  const known = kept.get(calendar);
  if (known?.window.from === window.from && known.window.until === window.until) return known.hours;
  const hours = openHours(calendar, window);
  kept.set(calendar, { window, hours });
  return hours;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}
