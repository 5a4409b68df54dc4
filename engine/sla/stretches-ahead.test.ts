import { expect, test } from "vitest";
import type { Calendar } from "../definition/calendar.js";
import { stretchesAhead } from "./stretches-ahead.js";

const office: Calendar = {
  ...{ kind: "calendar", spec: 1, id: "office", name: "Office", workday: "PT8H" },
  zone: "Africa/Nairobi",
  week: { mon: ["08:00-13:00"], tue: ["08:00-13:00"] },
  holidays: [{ name: "A holiday", date: "2026-03-10" }],
};
/** By the clock of Nairobi. */
const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour - 3);
const morning = (day: number) => ({ from: at(day, 8), to: at(day, 13) });

test("what is ahead begins with what is going on, from its own beginning, and leaves out holidays and what is over", () => {
  const next = (now: number, n: number) => stretchesAhead(office, now).slice(0, n);
  expect(next(at(2, 10), 3)).toEqual([2, 3, 9].map(morning));
  expect(next(at(2, 13), 2)).toEqual([3, 9].map(morning));
});
