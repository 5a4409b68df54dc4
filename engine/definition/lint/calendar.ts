import { type Calendar, dayHours, dayNamed, isDay, isZone, WEEKDAYS } from "../calendar.js";
import { durationMs } from "../duration.js";
import { pointer, type Finding } from "../finding.js";
import { draft, settled, type Draft } from "./codes.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A calendar by itself: C001 zone, C002 and C003 hours, C004 and C005 days, C006 whether it is ever open. Never throws. */
export function lintCalendar(calendar: Calendar): readonly Finding[] {
  return settled([
    ...zoneFindings(calendar.zone),
    ...WEEKDAYS.flatMap((day) => hoursFindings(calendar.week[day] ?? [], pointer("week", day))),
    ...(calendar.exceptions ?? []).flatMap(({ hours }, place) =>
      hoursFindings(hours, pointer("exceptions", place, "hours")),
    ),
    ...dayFindings(calendar),
    ...openFindings(calendar),
  ]);
}

function zoneFindings(zone: string): readonly Draft[] {
  if (isZone(zone)) return [];
  const fix = "Use a name such as Africa/Nairobi.";
  return [draft("C001", "/zone", `There is no time zone \`${zone}\`.`, fix)];
}

function hoursFindings(hours: readonly string[], path: string): readonly Draft[] {
  const read = hours.map(dayHours);
  return read.flatMap(([from, to], place) => {
    const at = `${path}/${String(place)}`;
    const written = hours[place] ?? "";
    if (from >= to)
      return [
        draft(
          "C002",
          at,
          `\`${written}\` ends before it begins.`,
          "Write a night as two days: until 24:00, and from 00:00 on the next.",
        ),
      ];
    const other = read.findIndex(([begin, end], n) => n < place && begin < to && from < end);
    if (other < 0) return [];
    const message = `\`${written}\` overlaps with \`${hours[other] ?? ""}\`.`;
    return [draft("C003", at, message, "Let one end where the other begins.")];
  });
}

function dayFindings({ holidays = [], exceptions = [] }: Calendar): readonly Draft[] {
  return [
    ...daysOf(
      holidays.map((one, place) => ({
        day: dayNamed(one),
        path: pointer("holidays", place, "date" in one ? "date" : "yearly"),
      })),
    ),
    ...daysOf(
      exceptions.map(({ date }, place) => ({
        day: date,
        path: pointer("exceptions", place, "date"),
      })),
    ),
  ];
}

function daysOf(
  days: readonly { readonly day: string; readonly path: string }[],
): readonly Draft[] {
  const seen = new Set<string>();
  return days.flatMap(({ day, path }) => {
    if (!isDay(day))
      return [draft("C004", path, `There is no day \`${day}\`.`, "Write year-month-day.")];
    if (seen.has(day)) return [draft("C005", path, `\`${day}\` is there already.`, "Keep one.")];
    seen.add(day);
    return [];
  });
}

function openFindings({ week, workday }: Calendar): readonly Draft[] {
  const never = WEEKDAYS.every((day) => (week[day] ?? []).length === 0);
  const ms = durationMs(workday);
  return [
    ...(never ? [draft("C006", "/week", "It is never open.", "Give a weekday hours.")] : []),
    ...(ms >= 60_000 && ms <= DAY_MS
      ? []
      : [
          draft(
            "C006",
            "/workday",
            `\`${workday}\` is not between one minute and 24 hours.`,
            "Write how long people work on a day, such as PT8H.",
          ),
        ]),
  ];
}
