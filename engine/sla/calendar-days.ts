import {
  type Calendar,
  dayHours,
  type DayHours,
  type Holiday,
  type Weekday,
  WEEKDAYS,
} from "../definition/calendar.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** One day as a calendar has it: when somebody is there, and by what it is not like its weekday. */
export type CalendarDay = {
  readonly hours: readonly DayHours[];
  readonly weekday: Weekday;
  /** The holiday that closes it, or the exception that gives it other hours; null for a day like others. */
  readonly special: { readonly kind: "holiday" | "exception"; readonly name: string } | null;
};

/** Tells the days of a calendar, each by the days since 1970: an exception, else a holiday, else the weekday. */
export function daysOf(calendar: Calendar): (day: number) => CalendarDay {
  const exceptions = new Map(calendar.exceptions?.map((one) => [one.date, one]));
  const holidays = holidayNames(calendar.holidays ?? []);
  return (day) => {
    const weekday = WEEKDAYS[weekdayOf(day)] ?? "mon";
    const other = exceptions.get(dateOf(day));
    if (other) {
      const special = { kind: "exception" as const, name: other.name };
      return { hours: other.hours.map(dayHours), weekday, special };
    }
    const name = holidayOn(holidays, day);
    if (name !== undefined) return { hours: [], weekday, special: { kind: "holiday", name } };
    return { hours: (calendar.week[weekday] ?? []).map(dayHours), weekday, special: null };
  };
}

/** Names of holidays, by the day on which they are. */
type Holidays = {
  readonly dates: ReadonlyMap<string, string>;
  readonly yearly: ReadonlyMap<string, string>;
  /** Those that take the Monday along when they fall on a Sunday. */
  readonly moving: ReadonlyMap<string, string>;
};

function holidayNames(holidays: readonly Holiday[]): Holidays {
  const yearly = holidays.filter((one) => "yearly" in one);
  const byDay = (some: typeof yearly) => new Map(some.map((one) => [one.yearly, one.name]));
  return {
    dates: new Map(holidays.flatMap((one) => ("date" in one ? [[one.date, one.name]] : []))),
    yearly: byDay(yearly),
    moving: byDay(yearly.filter((one) => one.onSunday)),
  };
}

function holidayOn({ dates, yearly, moving }: Holidays, day: number): string | undefined {
  const date = dateOf(day);
  return (
    dates.get(date) ??
    yearly.get(date.slice(5)) ??
    (weekdayOf(day) === 0 ? moving.get(dateOf(day - 1).slice(5)) : undefined)
  );
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday; 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
