import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Calendar } from "../../../../engine/definition/calendar.js";
import { type Clock, clockSchema } from "../../../../engine/definition/clock.js";
import type { Subject } from "../names.js";
import { clockDates, fridayAfternoon, wallMoment, wallTime } from "./clock-dates.js";
import { withTimes } from "./clock-times.js";
import { membersArbitrary } from "./testing/arbitrary.js";
import { subjectNamed } from "./testing/subject.js";

let ticket: Subject;
let calendars: readonly Calendar[];
beforeAll(async () => {
  ticket = await subjectNamed("ticket");
  calendars = ticket.body.calendars ?? [];
});

const NAIROBI = "Africa/Nairobi";

function said(clock: Clock, from: string, priority: string) {
  const startedAt = wallMoment(from, NAIROBI) ?? NaN;
  return clockDates(clock, { startedAt, priority }, calendars)?.map(
    ({ name, is, at }) =>
      `${is === "due" ? "due" : name} ${at === null ? "?" : wallTime(at, NAIROBI)}`,
  );
}

describe("a clock in real dates", () => {
  it("opened on a Friday at 16:40, is due on Monday morning once its calendar has counted four hours", () => {
    const [calendar] = calendars;
    if (!calendar) throw new Error("no calendar is shipped");
    const clock: Clock = {
      ...{ name: "Answer", starts: { event: "created" }, target: "PT4H", calendar: calendar.id },
      marks: { half: { name: "Half", percent: 50 }, after: { name: "Late", afterDue: "PT1H" } },
    };
    expect(said(clock, "2026-03-06T16:40", "High")).toEqual([
      "Half 2026-03-09T09:40",
      "due 2026-03-09T11:40",
      "Late 2026-03-09T12:40",
    ]);
  });

  it("counts day and night without one, and says nothing where it stands still", () => {
    const target = { High: "PT4H", Low: "none" };
    const clock: Clock = { name: "Answer", starts: { event: "created" }, target };
    expect(said(clock, "2026-03-06T16:40", "High")).toEqual(["due 2026-03-06T20:40"]);
    expect(said(clock, "2026-03-06T16:40", "Low")).toBeUndefined();
    expect(said(clock, "2026-03-06T16:40", "Medium")).toBeUndefined();
  });

  it("begins with the Friday that comes, by the clocks of the clinic", () => {
    const on = (day: string) => wallTime(fridayAfternoon(Date.parse(day), NAIROBI), NAIROBI);
    expect(on("2026-03-02T08:00:00Z")).toBe("2026-03-06T16:40");
    expect(on("2026-03-06T22:30:00Z")).toBe("2026-03-13T16:40");
    expect(wallMoment("", NAIROBI)).toBeNull();
  });
});

describe("the time of a clock", () => {
  const clock = membersArbitrary(clockSchema).chain((some) =>
    fc
      .oneof(fc.constant("PT4H"), fc.constant({ High: "P1D", Low: "none" }), fc.constant(undefined))
      .map((target) => ({ ...some, target }) as unknown as Clock),
  );

  it("told in another way and back changes nothing but the time", () => {
    fc.assert(
      fc.property(clock, fc.constantFrom("moment", "one", "each"), (one, way) => {
        const { target, ...rest } = withTimes(one, way, ["High", "Low"]);
        const { target: before, ...kept } = one;
        expect(rest).toEqual(kept);
        const is = target === undefined ? "moment" : typeof target === "string" ? "one" : "each";
        expect(is).toBe(way);
        const was = before === undefined ? "moment" : typeof before === "string" ? "one" : "each";
        if (was === way) expect(target).toEqual(before);
      }),
    );
  });
});
