import { describe, expect, test } from "vitest";
import type { Calendar } from "../definition/calendar.js";
import { dutyAt } from "./duty.js";

const day = ["08:00-13:00", "14:00-17:00"];
const office: Calendar = {
  kind: "calendar",
  spec: 1,
  id: "office",
  name: "Office",
  zone: "Africa/Nairobi",
  workday: "PT8H",
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
};
/** Monday, 2 March 2026, in Nairobi. */
const at = (hour: number, minute = 0) => Date.UTC(2026, 2, 2, hour - 3, minute);

describe("whether somebody is there", () => {
  const onShift = (now: number) => dutyAt([office], now)({ hours: "office" });

  test.each([
    ["before the shift", at(7, 59), "off_duty", at(8)],
    ["from its first minute", at(8), "there", null],
    ["during lunch", at(13), "off_duty", at(14)],
    ["after it", at(17), "off_duty", at(32)],
    ["over the weekend", at(-24), "off_duty", at(8)],
  ])("%s", (_, now, duty, until) => {
    expect(onShift(now)).toEqual({ duty, until });
  });

  test("without hours, or with hours that the release has no more, is day and night", () => {
    for (const hours of [null, undefined, "gone"])
      expect(dutyAt([office], at(3))({ ...(hours === undefined ? {} : { hours }) }).duty).toBe(
        "there",
      );
  });

  test("goes by their own word first, from its beginning to its end", () => {
    const away = { from: new Date(at(9)), until: new Date(at(11)) };
    const told = (now: number) => dutyAt([office], now)({ hours: "office", away });
    expect(told(at(8, 59)).duty).toBe("there");
    expect(told(at(9))).toEqual({ duty: "away", until: at(11) });
    expect(told(at(11)).duty).toBe("there");
    const endless = { from: new Date(at(9)), until: null };
    expect(dutyAt([], at(99))({ away: endless })).toEqual({ duty: "away", until: null });
  });
});
