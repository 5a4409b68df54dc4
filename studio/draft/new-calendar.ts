import type { Calendar } from "../../engine/definition/calendar.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { idFor } from "./new-id.js";

/** Hours of an office with a lunch break: something to change, so that a new calendar is never without any. */
const OFFICE_DAY = ["08:00-13:00", "14:00-17:00"];

type Calendars = Pick<ReleaseBody, "calendars">;

/** A calendar to begin with: office hours from Monday to Friday, in the zone of the others. */
export function newCalendar(
  body: Calendars,
  { name, zone }: Pick<Calendar, "name" | "zone">,
): Calendar {
  return {
    ...{ kind: "calendar", spec: 1, id: freeId(body, name), name },
    zone: body.calendars?.[0]?.zone ?? zone,
    workday: "PT8H",
    week: {
      mon: OFFICE_DAY,
      tue: OFFICE_DAY,
      wed: OFFICE_DAY,
      thu: OFFICE_DAY,
      fri: OFFICE_DAY,
    },
  };
}

/** The same calendar once more, under another name and without what was said about the first. */
export function copiedCalendar(body: Calendars, from: Calendar, name: string): Calendar {
  const { comments: _comments, ...rest } = from;
  return { ...rest, id: freeId(body, name), name };
}

function freeId({ calendars = [] }: Calendars, name: string): string {
  return idFor(name, Object.fromEntries(calendars.map(({ id }) => [id, true])));
}
