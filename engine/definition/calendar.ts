import { Type, type Static } from "@sinclair/typebox";
import { durationSchema } from "./clock.js";
import { commentsSchema } from "./comments.js";
import { idSchema, labelSchema } from "./names.js";

/** Open from one time of the day to another, by the clock on the wall: `08:00-13:00`. `24:00` is midnight at the end. */
export const hoursSchema = Type.String({
  pattern: "^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$",
  examples: ["08:00-13:00", "14:00-17:00"],
});

const day = Type.Optional(
  Type.Array(hoursSchema, { maxItems: 20, description: "Empty is closed" }),
);

/** A date of one year, `2026-12-25`. */
export const dateSchema = Type.String({ pattern: "^20\\d\\d-\\d\\d-\\d\\d$" });

/** A day of every year, `12-25`. */
export const yearlySchema = Type.String({ pattern: "^\\d\\d-\\d\\d$" });

/** A day on which nobody works: of one year, or of every year. */
export const holidaySchema = Type.Union([
  Type.Object({ name: labelSchema, date: dateSchema }, { additionalProperties: false }),
  Type.Object(
    {
      name: labelSchema,
      yearly: yearlySchema,
      onSunday: Type.Optional(
        Type.Literal("monday", {
          description: "A Sunday's holiday closes the Monday after it too",
        }),
      ),
    },
    { additionalProperties: false },
  ),
]);
export type Holiday = Static<typeof holidaySchema>;

/** One day that has other hours than its weekday, or is a holiday on which somebody works after all. */
export const exceptionSchema = Type.Object(
  {
    name: labelSchema,
    date: dateSchema,
    hours: Type.Array(hoursSchema, { maxItems: 20, description: "Empty is closed" }),
  },
  { additionalProperties: false },
);
export type CalendarException = Static<typeof exceptionSchema>;

/** The days of a week, Monday first, as {@link Calendar} names them. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When somebody is there: hours by weekday, holidays, days with other hours, in one time zone. Clocks may count by it. */
export const calendarSchema = Type.Object(
  {
    kind: Type.Literal("calendar"),
    spec: Type.Literal(1),
    id: idSchema,
    name: labelSchema,
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    zone: Type.String({
      pattern: "^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]+){1,2})$",
      examples: ["Africa/Nairobi"],
      description: "IANA time zone",
    }),
    workday: {
      ...durationSchema,
      description: "Open time that one day of a clock's target stands for: P2D is twice this",
    },
    week: Type.Object(
      { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      { additionalProperties: false },
    ),
    holidays: Type.Optional(Type.Array(holidaySchema, { maxItems: 2000 })),
    exceptions: Type.Optional(Type.Array(exceptionSchema, { maxItems: 400 })),
    comments: Type.Optional(commentsSchema),
  },
  { additionalProperties: false, $id: "Calendar", title: "Calendar" },
);
export type Calendar = Static<typeof calendarSchema>;

/** Minutes of a day at which somebody is there, `[from, to)`. */
export type DayHours = readonly [from: number, to: number];

/** Reads hours of the right shape: `08:00-13:00` is 480 to 780. */
export function dayHours(hours: string): DayHours {
  const [from = "", to = ""] = hours.split("-");
  return [minuteOf(from), minuteOf(to)];
}

/** The day that a holiday or an exception is about: `2026-12-25`, or `12-25` for one of every year. */
export function dayNamed(one: Holiday | CalendarException): string {
  return "date" in one ? one.date : one.yearly;
}

/** Whether there is such a day, of one year or of every year; 29 February is a day of every fourth year. */
export function isDay(day: string): boolean {
  const date = day.length === "12-25".length ? `2024-${day}` : day;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date);
}

/** Whether there is a time zone of this name, as far as this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
