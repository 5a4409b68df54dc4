import { describe, expect, test } from "vitest";
import type { Calendar } from "../definition/calendar.js";
import { openHours } from "./expand.js";
import { instantAfter, openBetween } from "./open-hours.js";
import { bruteForce, randomCalendar, randomFrom } from "./testing/brute-force.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ZONES = [
  "Africa/Nairobi",
  "Africa/Lagos",
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
];

/** A twentieth of the whole proof by default; `SLA_CASES=10000` is all of it. */
const CASES = Number(process.env["SLA_CASES"] ?? 500);

/** Pairs of instants looked at in one calendar: laying it out minute by minute is what takes time. */
const PAIRS = 20;

describe("business time agrees with counting minute by minute", () => {
  const perZone = Math.max(1, Math.round(CASES / PAIRS / ZONES.length));

  test.each(ZONES)("in %s", (zone) => {
    for (let seed = 1; seed <= perZone; seed += 1) {
      const random = randomFrom(seed * 7919 + zone.length);
      const calendar = randomCalendar(random, zone);
      const begin = Date.UTC(2026, 0, 1) + Math.floor(random() * 365) * DAY;
      const window = { from: begin, until: begin + 14 * DAY };
      const hours = openHours(calendar, window);
      const slow = bruteForce(calendar, window);
      for (let pair = 0; pair < PAIRS; pair += 1) {
        const from = begin + Math.floor(random() * 10 * DAY);
        const to = from + Math.floor(random() * 4 * DAY);
        const open = openBetween(hours, from, to);
        const where = JSON.stringify({ seed, from, to, calendar });
        expect(open, where).toBe(slow.openBetween(from, to));
        expect(instantAfter(hours, from, open), where).toBe(slow.instantAfter(from, open));
      }
    }
  });
});

describe("business time", () => {
  const random = randomFrom(4711);

  test.each(ZONES)("in %s adds up, never runs backwards, and stands still while closed", (zone) => {
    for (let n = 0; n < 20; n += 1) {
      const calendar = randomCalendar(random, zone);
      const from = Date.UTC(2026, 2, 1) + Math.floor(random() * 300) * DAY;
      const hours = openHours(calendar, { from, until: from + 60 * DAY });
      const [a = 0, b = 0, c = 0] = [random(), random(), random()]
        .map((part) => from + Math.floor(part * 60 * DAY))
        .toSorted((x, y) => x - y);
      const [ab, bc] = [openBetween(hours, a, b), openBetween(hours, b, c)];
      expect(openBetween(hours, a, c)).toBe(ab + bc);
      expect(ab).toBeGreaterThanOrEqual(0);
      expect(openBetween(hours, c, a)).toBe(0);
      const due = instantAfter(hours, a, ab);
      if (ab > 0 && due !== null) {
        expect(due).toBeLessThanOrEqual(b);
        expect(openBetween(hours, due, b)).toBe(0);
      }
    }
  });

  test("is due at the end of the day that fills it, not at the beginning of the next", () => {
    const hours = openHours(calendarOf("Africa/Nairobi"), {
      from: Date.UTC(2026, 2, 2),
      until: Date.UTC(2026, 2, 10),
    });
    const monday8 = Date.UTC(2026, 2, 2, 5);
    expect(instantAfter(hours, monday8, 8 * HOUR)).toBe(Date.UTC(2026, 2, 2, 14));
    expect(instantAfter(hours, monday8, 8 * HOUR + 1)).toBe(Date.UTC(2026, 2, 3, 5) + 1);
    expect(instantAfter(hours, monday8, 0)).toBe(monday8);
    expect(instantAfter(hours, monday8, 400 * HOUR)).toBeNull();
  });
});

describe("when clocks change", () => {
  const night = { sat: ["18:00-24:00"], sun: ["00:00-06:00"] };
  const early = { sun: ["01:30-03:00"] };
  const midnight = { thu: ["23:30-24:00"], fri: ["00:00-02:00"] };

  test.each([
    ["the night to 8 March 2026", "America/New_York", night, Date.UTC(2026, 2, 7), 11 * HOUR],
    ["the night to 1 November 2026", "America/New_York", night, Date.UTC(2026, 9, 31), 13 * HOUR],
    ["02:30, which is left out", "America/New_York", early, Date.UTC(2026, 2, 8), HOUR / 2],
    ["01:30, which comes twice", "America/New_York", early, Date.UTC(2026, 10, 1), 2 * HOUR],
    ["00:30, which is left out", "Africa/Cairo", midnight, Date.UTC(2026, 3, 23), 1.5 * HOUR],
    ["23:30, which comes twice", "Africa/Cairo", midnight, Date.UTC(2026, 9, 29), 3 * HOUR],
    ["a change of half an hour", "Australia/Lord_Howe", early, Date.UTC(2026, 3, 4), 2 * HOUR],
  ])("%s in %s is open as long as the wall shows it", (_, zone, week, from, ms) => {
    const until = from + 2 * DAY;
    const hours = openHours({ ...calendarOf(zone), week }, { from, until });
    expect(openBetween(hours, from, until)).toBe(ms);
  });
});

describe("a day that is not like others", () => {
  const calendar: Calendar = {
    ...calendarOf("Africa/Nairobi"),
    holidays: [
      { name: "Madaraka Day", yearly: "06-01" },
      { name: "Jamhuri Day", yearly: "12-12", onSunday: "monday" },
      { name: "Good Friday", date: "2026-04-03" },
    ],
    exceptions: [
      { name: "Stocktaking", date: "2026-06-02", hours: ["08:00-10:00"] },
      { name: "Open after all", date: "2027-06-01", hours: ["08:00-09:00"] },
    ],
  };
  const openOn = (year: number, month: number, day: number): number => {
    const from = Date.UTC(year, month - 1, day, -3);
    return openBetween(openHours(calendar, { from, until: from + DAY }), from, from + DAY) / HOUR;
  };

  test.each([
    ["a plain Wednesday is open", 8, 2026, 6, 3],
    ["a holiday of every year is closed", 0, 2026, 6, 1],
    ["a holiday of one year is closed", 0, 2026, 4, 3],
    ["and open in another", 8, 2028, 4, 3],
    ["a day with other hours has those", 2, 2026, 6, 2],
    ["which win over a holiday", 1, 2027, 6, 1],
    ["a Sunday's holiday takes the Monday along", 0, 2027, 12, 13],
    ["and only then", 8, 2028, 12, 13],
  ])("%s", (_, open, year, month, day) => {
    expect(openOn(year, month, day)).toBe(open);
  });

  test("travels in a few thousand bytes for 13 months", () => {
    const from = Date.UTC(2026, 0, 1);
    const hours = openHours(calendar, { from, until: from + 396 * DAY });
    expect(JSON.stringify(hours).length).toBeLessThan(6_000);
    expect(hours.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

function calendarOf(zone: string): Calendar {
  const day = ["08:00-13:00", "14:00-17:00"];
  return {
    kind: "calendar",
    spec: 1,
    id: "clinic",
    name: "Clinic",
    zone,
    workday: "PT8H",
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  };
}
