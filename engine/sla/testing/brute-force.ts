import { type Calendar, WEEKDAYS } from "../../definition/calendar.js";

const MINUTE = 60_000;

/** Business time the slow way: what does the clock on the wall show in each single minute? Of Intl alone. */
export function bruteForce(
  calendar: Calendar,
  window: { readonly from: number; readonly until: number },
) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: calendar.zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "short",
  });
  const first = Math.floor(window.from / MINUTE);
  const open: boolean[] = [];
  for (let minute = first; minute * MINUTE < window.until; minute += 1)
    open.push(isOpen(calendar, wallOf(format, calendar.zone, minute)));
  const isOpenAt = (minute: number): boolean => open[minute - first] ?? false;
  return {
    openBetween: (from: number, to: number): number => {
      let sum = 0;
      for (let minute = Math.floor(from / MINUTE); minute * MINUTE < to; minute += 1)
        if (isOpenAt(minute))
          sum += Math.min((minute + 1) * MINUTE, to) - Math.max(minute * MINUTE, from);
      return sum;
    },
    instantAfter: (start: number, openMs: number): number | null => {
      let left = openMs;
      if (left === 0) return start;
      for (let minute = Math.floor(start / MINUTE); minute * MINUTE < window.until; minute += 1) {
        if (!isOpenAt(minute)) continue;
        const from = Math.max(minute * MINUTE, start);
        const length = (minute + 1) * MINUTE - from;
        if (length >= left) return from + left;
        left -= length;
      }
      return null;
    },
  };
}

type Wall = { readonly date: string; readonly weekday: string; readonly time: string };

/** Formatting is slow, and no zone changes within a quarter of an hour, so only quarters are asked for. */
const walls = new Map<string, Wall>();

function wallOf(format: Intl.DateTimeFormat, zone: string, minute: number): Wall {
  const quarter = Math.floor(minute / 15);
  const key = `${zone} ${String(quarter)}`;
  const known = walls.get(key) ?? shown(format, quarter * 15);
  walls.set(key, known);
  const [hour = "", at = "0"] = known.time.split(":");
  const time = `${hour}:${String(Number(at) + (minute % 15)).padStart(2, "0")}`;
  return { ...known, time };
}

function shown(format: Intl.DateTimeFormat, minute: number): Wall {
  const parts = Object.fromEntries(
    format.formatToParts(minute * MINUTE).map(({ type, value }) => [type, value]),
  );
  const { year = "", month = "", day = "", hour = "", minute: at = "", weekday = "" } = parts;
  return {
    date: `${year}-${month}-${day}`,
    weekday: weekday.toLowerCase(),
    time: `${hour}:${at}`,
  };
}

function isOpen(calendar: Calendar, { date, weekday, time }: Wall): boolean {
  const other = calendar.exceptions?.find((one) => one.date === date);
  if (other) return other.hours.some((hours) => covers(hours, time));
  const closed = calendar.holidays?.some((one) =>
    "date" in one ? one.date === date : one.yearly === date.slice(5),
  );
  if (closed === true) return false;
  const day = WEEKDAYS.find((one) => one === weekday) ?? "mon";
  return (calendar.week[day] ?? []).some((hours) => covers(hours, time));
}

function covers(hours: string, time: string): boolean {
  const [from = "", to = ""] = hours.split("-");
  return from <= time && time < to;
}

/** A repeatable source of numbers in `[0, 1)` (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A calendar that somebody could have written: a few stretches a day, some days closed, holidays, other hours. */
export function randomCalendar(random: () => number, zone: string): Calendar {
  const hours = (): string[] => {
    const count = Math.floor(random() * 4);
    const edges = new Set<number>();
    while (edges.size < count * 2) edges.add(Math.floor(random() * 1441));
    const sorted = [...edges].toSorted((a, b) => a - b);
    return Array.from(
      { length: count },
      (_, n) => `${clock(sorted[2 * n] ?? 0)}-${clock(sorted[2 * n + 1] ?? 0)}`,
    );
  };
  const date = (): string =>
    new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 400))).toISOString().slice(0, 10);
  return {
    kind: "calendar",
    spec: 1,
    id: "random",
    name: "Random",
    zone,
    workday: "PT8H",
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, hours()])),
    holidays: Array.from({ length: 12 }, (_, n) =>
      n % 2 === 0 ? { name: "Once", date: date() } : { name: "Yearly", yearly: date().slice(5) },
    ),
    exceptions: [...new Set(Array.from({ length: 6 }, date))].map((day) => ({
      name: "Other",
      date: day,
      hours: hours(),
    })),
  };
}

function clock(minute: number): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
