import { dayNamed, type Holiday, isDay } from "../../../engine/definition/calendar.js";

/** A list of days as somebody pasted it. */
export type Pasted = {
  /** Those whose day has no holiday yet, each once. */
  readonly holidays: readonly Holiday[];
  /** How many are there already. */
  readonly known: number;
  /** Lines that are no day and name, numbered from 1. */
  readonly wrong: readonly { readonly line: number; readonly text: string }[];
};

/** The date, whatever separates it, and the name: `2026-12-25 Christmas`, `12-25; Christmas`, a row of a table. */
const LINE = /^((?:20\d\d-)?\d\d-\d\d)[\s,;:]+(\S.*)$/;

/** Longest name of a holiday. */
const LONGEST = 120;

/** Reads holidays, one a line; empty lines count for nothing. */
export function pastedHolidays(text: string, there: readonly Holiday[]): Pasted {
  const days = new Set(there.map(dayNamed));
  const holidays: Holiday[] = [];
  const wrong: Pasted["wrong"][number][] = [];
  let known = 0;
  for (const [place, written] of text.split("\n").entries()) {
    const line = written.trim();
    if (line === "") continue;
    const [, day = "", name = ""] = LINE.exec(line) ?? [];
    if (!isDay(day) || name.length > LONGEST) wrong.push({ line: place + 1, text: line });
    else if (days.has(day)) known += 1;
    else {
      days.add(day);
      holidays.push(day.length === "12-25".length ? { name, yearly: day } : { name, date: day });
    }
  }
  return { holidays, known, wrong };
}
