import {
  type Calendar,
  type CalendarException,
  dayNamed,
  type Holiday,
  type Weekday,
  WEEKDAYS,
} from "../../engine/definition/calendar.js";
import { changed, membersPlace, type Changes } from "./members.js";

/** What a calendar says of itself, apart from its days. */
export type CalendarDetails = Pick<Calendar, "name" | "description" | "zone" | "workday">;

/** The days of a calendar that are not like others, by the list in which they stand. */
export type SpecialDays = { readonly holidays: Holiday; readonly exceptions: CalendarException };

/** Name of a list of such days. */
export type SpecialList = keyof SpecialDays;

/** One edit of a calendar, as it is kept with the change set. Days are named by themselves, never by their place. */
export type CalendarStep =
  | { readonly do: "setDetails"; readonly change: Changes<CalendarDetails> }
  /** The same hours for one day of the week or for several; none is closed. */
  | {
      readonly do: "setHours";
      readonly days: readonly Weekday[];
      readonly hours: readonly string[];
    }
  /** Those whose day is there already are left out. */
  | {
      [L in SpecialList]: {
        readonly do: "addDays";
        readonly to: L;
        readonly days: readonly SpecialDays[L][];
      };
    }[SpecialList]
  /** Another day in the place of the one that was `on` a day. */
  | {
      [L in SpecialList]: {
        readonly do: "replaceDay";
        readonly in: L;
        readonly on: string;
        readonly day: SpecialDays[L];
      };
    }[SpecialList]
  | { readonly do: "removeDay"; readonly from: SpecialList; readonly on: string };

/** The calendar after one step. */
export function applyCalendarStep(calendar: Calendar, step: CalendarStep): Calendar {
  switch (step.do) {
    case "setDetails":
      return changed<Calendar>(calendar, step.change);
    case "setHours":
      return { ...calendar, week: withHours(calendar, step.days, step.hours) };
    case "addDays":
      return withDays(calendar, step.to, (days) => [
        ...days,
        ...step.days.filter((one) => !days.some((there) => isSameDay(there, one))),
      ]);
    case "replaceDay":
      return withDays(calendar, step.in, (days) =>
        days.map((one) => (dayNamed(one) === step.on ? step.day : one)),
      );
    case "removeDay":
      return withDays(calendar, step.from, (days) =>
        days.filter((one) => dayNamed(one) !== step.on),
      );
  }
}

/** Typing the hours of a day is one step, and so is typing a name. */
export function placeOfCalendarStep(step: CalendarStep): string | null {
  if (step.do === "setDetails") return membersPlace("details", step.change);
  return step.do === "setHours" && step.days.length === 1 ? `hours ${step.days.join()}` : null;
}

function withHours(
  { week }: Calendar,
  days: readonly Weekday[],
  hours: readonly string[],
): Calendar["week"] {
  const entries = WEEKDAYS.map((day) => [day, days.includes(day) ? hours : week[day]] as const);
  return Object.fromEntries(entries.filter(([, there]) => there && there.length > 0));
}

/** A list without days is not there at all, as in a file. */
function withDays(
  calendar: Calendar,
  list: SpecialList,
  change: (
    days: readonly (Holiday | CalendarException)[],
  ) => readonly (Holiday | CalendarException)[],
): Calendar {
  const { [list]: before = [], ...rest } = calendar;
  const after = change(before);
  return after.length === 0 ? rest : { ...rest, [list]: after };
}

function isSameDay(one: Holiday | CalendarException, other: Holiday | CalendarException): boolean {
  return dayNamed(one) === dayNamed(other);
}
