import { describe, expect, it } from "vitest";
import type { Calendar } from "../../../engine/definition/calendar.js";
import type { Clock } from "../../../engine/definition/clock.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { workflowOf } from "../../canvas/testing/workflows.js";
import { targetWords } from "./clock-words.js";
import type { Subject } from "./names.js";

const office = { id: "office", name: "Office hours" } as Calendar;
const states = {
  open: { name: "Open", class: "new" },
  asked: { name: "Asked", class: "waiting" },
} as const;
const subject: Subject = {
  body: { calendars: [office] } as unknown as ReleaseBody,
  workflow: workflowOf(states, {}),
};
const told = (clock: Partial<Clock>) =>
  targetWords(subject, { name: "Done", starts: { event: "created" }, target: "P2D", ...clock });

describe("how long a clock runs is told", () => {
  it("in days and nights, or in working days where it counts by a calendar", () => {
    expect(told({})).toBe("2 days");
    expect(told({ calendar: "office" })).toBe("2 working days; it counts only in “Office hours”");
    expect(told({ calendar: "office", target: "P1DT4H" })).toMatch(/^1 working day 4 h; /);
    expect(told({ calendar: "office", target: "PT4H" })).toMatch(/^4 h; /);
  });

  it("by priority, with those that count by a calendar and those at which it stands still", () => {
    const target = { Urgent: "PT2H", Normal: "P1D", Never: "none" };
    expect(told({ target, calendar: { Normal: "office" } })).toBe(
      "Urgent 2 h, Normal 1 working day; Normal counts only in “Office hours”; it stands still at the priority Never",
    );
  });

  it("with the states it stands still in, what comes on the way, and that nobody is promised it", () => {
    const marks = { soon: { name: "Nearly due", percent: 75 } };
    expect(told({ pauses: ["asked"], marks, promise: false })).toBe(
      "2 days; it stands still in “Asked”; “Nearly due” comes on the way; nobody is promised it, so reports leave it out",
    );
  });
});
