import { describe, expect, test } from "vitest";
import type { Holiday } from "../../../engine/definition/calendar.js";
import { fieldsOf, hoursMore, hoursOf, openMs } from "./hours.js";
import { pastedHolidays } from "./pasted.js";
import { dateText, dayText, inOrder, nextDate } from "./special-days.js";
import { stepWords } from "./step-words.js";

const HOUR = 3_600_000;

describe("days that are not like others", () => {
  const days: readonly Holiday[] = [
    { name: "New Year", yearly: "01-01" },
    { name: "Good Friday", date: "2026-04-03" },
    { name: "Easter Monday", date: "2026-04-06" },
    { name: "Christmas", yearly: "12-25" },
    { name: "Idd", date: "2027-03-10" },
  ];

  test("stand in the order in which they come, and those that are over apart", () => {
    const { coming, past } = inOrder(days, "2026-11-27");
    expect(coming.map(({ day, date }) => `${date} ${day.name}`)).toEqual([
      "2026-12-25 Christmas",
      "2027-01-01 New Year",
      "2027-03-10 Idd",
    ]);
    expect(past.map(({ day }) => day.name)).toEqual(["Easter Monday", "Good Friday"]);
    expect(coming.map(({ place }) => place)).toEqual([3, 0, 4]);
  });

  test("of every year come next on a day that there is", () => {
    expect(nextDate("12-25", "2026-12-25")).toBe("2026-12-25");
    expect(nextDate("12-25", "2026-12-26")).toBe("2027-12-25");
    expect(nextDate("02-29", "2026-03-01")).toBe("2028-02-29");
    expect(nextDate("02-30", "2026-03-01")).toBe("02-30");
  });

  test("are read with their year where they are of one year, and stand as they are where there is no such day", () => {
    expect(dayText("12-25")).toMatch(/25/);
    expect(dayText("12-25")).not.toMatch(/20\d\d/);
    expect(dayText("2026-12-25")).toMatch(/2026/);
    expect([dayText("02-30"), dateText("2026-02-30")]).toEqual(["02-30", "2026-02-30"]);
  });

  test("are pasted one a line, each once, and a line that is none is told", () => {
    const text = [
      "2026-12-26 Boxing Day",
      "",
      "12-25; Christmas once more",
      "12-12\tJamhuri Day",
      "2026-12-26 Boxing Day again",
      "Christmas 2026-12-25",
      "2026-02-30 No such day",
      "2027-01-01",
    ].join("\n");
    expect(pastedHolidays(text, days)).toEqual({
      holidays: [
        { name: "Boxing Day", date: "2026-12-26" },
        { name: "Jamhuri Day", yearly: "12-12" },
      ],
      known: 2,
      wrong: [
        { line: 6, text: "Christmas 2026-12-25" },
        { line: 7, text: "2026-02-30 No such day" },
        { line: 8, text: "2027-01-01" },
      ],
    });
  });
});

describe("hours of a day", () => {
  test("are added after a break, up to midnight and no further", () => {
    expect(hoursMore([])).toBe("08:00-17:00");
    expect(hoursMore(["08:00-13:00"])).toBe("14:00-17:00");
    expect(hoursMore(["08:00-13:00", "14:00-21:30"])).toBe("22:30-24:00");
    expect(hoursMore(["18:00-24:00"])).toBeNull();
  });

  test("count once where they overlap", () => {
    expect(openMs(["08:00-13:00", "14:00-17:00"])).toBe(8 * HOUR);
    expect(openMs(["10:00-14:00", "08:00-12:00", "11:00-11:30"])).toBe(6 * HOUR);
    expect(openMs([])).toBe(0);
  });

  test("are two times in fields, of which midnight at the end is 00:00", () => {
    expect(fieldsOf("18:00-24:00")).toEqual(["18:00", "00:00"]);
    expect(hoursOf(["18:00", "00:00"])).toBe("18:00-24:00");
    expect(hoursOf(["00:00", "06:00:00"])).toBe("00:00-06:00");
    expect(hoursOf(["", "06:00"])).toBeNull();
  });
});

test("each step in a calendar is a sentence", () => {
  const hours = ["08:00-13:00", "14:00-17:00"];
  const christmas = { name: "Christmas", yearly: "12-25" };
  expect([
    stepWords({ do: "setDetails", change: { name: "Night" } }),
    stepWords({ do: "setDetails", change: { zone: "Africa/Lagos" } }),
    stepWords({ do: "setDetails", change: { workday: "PT7H" } }),
    stepWords({ do: "setDetails", change: { description: null } }),
    stepWords({ do: "setHours", days: ["fri", "mon"], hours }),
    stepWords({ do: "setHours", days: ["sun"], hours: [] }),
    stepWords({ do: "addDays", to: "holidays", days: [christmas] }),
    stepWords({ do: "addDays", to: "holidays", days: [christmas, christmas] }),
    stepWords({ do: "removeDay", from: "exceptions", on: "2026-12-24" }),
  ]).toEqual([
    "Named it “Night”",
    "Its time zone is Africa/Lagos",
    "A working day is 7 h",
    "Changed what it is for",
    "Monday, Friday: 08:00–13:00, 14:00–17:00",
    "Sunday: Closed",
    `Added the holiday “Christmas”, ${dayText("12-25")}`,
    "Added 2 holidays",
    `Removed the other hours of ${dayText("2026-12-24")}`,
  ]);
});
