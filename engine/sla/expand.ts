import { Temporal } from "temporal-polyfill";
import type { Calendar } from "../definition/calendar.js";
import { contentHash } from "../definition/canonical.js";
import { durationMs } from "../definition/duration.js";
import { daysOf } from "./calendar-days.js";
import type { OpenHours } from "./open-hours.js";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** How far ahead a case knows its calendars: 13 months, so that a year's promise can be made on any day. */
export const AHEAD_MS = 396 * DAY_MINUTES * MINUTE_MS;

/**
 * Lays a calendar out in time. It is open in every minute at which the clock on its wall shows an open time: hours that the
 * change to summer time leaves out are not counted, hours that come twice in autumn are counted twice.
 * Never called in workflow code, where a newer time-zone database would change what a replay answers.
 * @param window epoch milliseconds; widened to whole minutes
 */
export function openHours(
  calendar: Calendar,
  window: { readonly from: number; readonly until: number },
): OpenHours {
  const from = Math.floor(window.from / MINUTE_MS);
  const until = Math.ceil(window.until / MINUTE_MS);
  const spans = alternating(from, openMinutes(calendar, from, until));
  const bare = { from, until, workdayMs: workdayMs(calendar), spans };
  return { hash: contentHash(bare), ...bare };
}

/** Milliseconds of open time that a calendar's day stands for. */
function workdayMs({ workday }: Calendar): number {
  return durationMs(workday);
}

type Minutes = readonly [from: number, to: number];

/** A time during which a zone's clocks are so many minutes ahead of UTC. */
type Offset = { readonly from: number; readonly until: number; readonly ahead: number };

function openMinutes(calendar: Calendar, from: number, until: number): readonly Minutes[] {
  const dayOn = daysOf(calendar);
  return offsets(calendar.zone, from, until).flatMap(({ ahead, ...within }) => {
    const first = Math.floor((within.from + ahead) / DAY_MINUTES);
    const last = Math.floor((within.until - 1 + ahead) / DAY_MINUTES);
    const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    return days.flatMap((day) =>
      dayOn(day).hours.flatMap(([opens, closes]): Minutes[] => {
        const midnight = day * DAY_MINUTES - ahead;
        const begin = Math.max(midnight + opens, within.from);
        const end = Math.min(midnight + closes, within.until);
        return begin < end ? [[begin, end]] : [];
      }),
    );
  });
}

/** The offsets of a zone one after the other. From instants to the wall there is always one answer; the other way not. */
function offsets(zone: string, from: number, until: number): readonly Offset[] {
  const found: Offset[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from * MINUTE_MS).toZonedDateTimeISO(zone);
  for (;;) {
    const begin = Math.max(from, Math.floor(at.epochMilliseconds / MINUTE_MS));
    const next = at.getTimeZoneTransition("next");
    const end = next === null ? until : Math.floor(next.epochMilliseconds / MINUTE_MS);
    const ahead = at.offsetNanoseconds / 60e9;
    found.push({ from: begin, until: Math.min(end, until), ahead });
    if (next === null || end >= until) return found;
    at = next;
  }
}

/** Stretches as lengths, closed and open in turn; those that touch become one. */
function alternating(from: number, open: readonly Minutes[]): readonly number[] {
  const merged: [number, number][] = [];
  for (const [begin, end] of open.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([begin, end]);
  }
  return merged.flatMap(([begin, end], place) => [
    begin - (merged[place - 1]?.[1] ?? from),
    end - begin,
  ]);
}
