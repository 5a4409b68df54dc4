import { expect, test } from "vitest";
import type { Calendar } from "../definition/calendar.js";
import { openHours } from "./expand.js";
import { leftOut, type Closed } from "./left-out.js";
import { openBetween } from "./open-hours.js";

const day = ["08:00-13:00", "14:00-17:00"];
const office: Calendar = {
  ...{ kind: "calendar", spec: 1, id: "office", name: "Office", workday: "PT8H" },
  zone: "Africa/Nairobi",
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [
    { name: "Jamhuri Day", yearly: "12-12", onSunday: "monday" },
    { name: "Christmas Day", yearly: "12-25" },
  ],
  exceptions: [{ name: "Christmas Eve", date: "2026-12-24", hours: ["08:00-12:00"] }],
};
/** By the clock of Nairobi, in December 2026. */
const at = (date: number, hour: number, minute = 0) => Date.UTC(2026, 11, date, hour - 3, minute);
const because = (from: number, to: number, calendar = office) =>
  leftOut(calendar, from, to).map(({ closed }) => closed.map(said));

function said(one: Closed): string {
  return "name" in one ? one.name : "day" in one ? one.day : one.because;
}

test("what is left out is named: the break, the night, days without hours, holidays and days with other hours", () => {
  expect(because(at(1, 9), at(1, 15))).toEqual([["break"]]);
  expect(because(at(1, 16), at(2, 9))).toEqual([["night"]]);
  expect(because(at(4, 16, 40), at(7, 11, 40))).toEqual([["sat", "sun"]]);
  expect(because(at(23, 16), at(28, 9))).toEqual([
    ["Christmas Eve"],
    ["Christmas Eve", "Christmas Day", "sat", "sun"],
  ]);
  expect(because(Date.UTC(2027, 11, 10, 12), Date.UTC(2027, 11, 14, 12))).toEqual([
    ["sat", "Jamhuri Day", "Jamhuri Day"],
    ["break"],
  ]);
});

test("nothing is left out while somebody is there, and the hours before opening are the night", () => {
  expect(because(at(1, 9), at(1, 12))).toEqual([]);
  expect(because(at(1, 6), at(1, 9))).toEqual([["night"]]);
  const late = { ...office, week: { mon: ["18:00-24:00"], tue: ["00:00-06:00", "18:00-24:00"] } };
  expect(because(at(7, 19), at(8, 19), late)).toEqual([["break"]]);
});

test("what is left out and what is counted are all the time there is", () => {
  const [from, to] = [at(1, 7, 13), at(31, 20)];
  const closed = leftOut(office, from, to).reduce((sum, one) => sum + one.to - one.from, 0);
  const open = openBetween(openHours(office, { from, until: to }), from, to);
  expect(closed + open).toBe(to - from);
});
