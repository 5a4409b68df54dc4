import fc from "fast-check";
import { expect, test } from "vitest";
import { type Calendar, WEEKDAYS } from "../../engine/definition/calendar.js";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { applyCalendarStep, placeOfCalendarStep, type CalendarStep } from "./calendar-steps.js";
import { isUsed, usesOfCalendar } from "./calendar-uses.js";
import { recorded, UNCHANGED, type Draft } from "./draft.js";
import { copiedCalendar, newCalendar } from "./new-calendar.js";

const shipped = await shippedRelease();
const [office] = shipped.calendars ?? [];
if (!office) throw new Error("no calendar is shipped");

const after = (calendar: Calendar, ...steps: readonly CalendarStep[]) =>
  steps.reduce(applyCalendarStep, calendar);

test("hours are set for one day or copied to several, and a day without any is closed", () => {
  const morning = ["08:00-12:30"];
  const { week } = after(
    office,
    { do: "setHours", days: ["sat", "sun"], hours: morning },
    { do: "setHours", days: ["mon"], hours: [] },
  );
  expect(week).toEqual({
    ...{ tue: office.week.tue, wed: office.week.wed, thu: office.week.thu, fri: office.week.fri },
    ...{ sat: morning, sun: morning },
  });
});

test("holidays and days with other hours are told by their day, and a list without any is gone", () => {
  const christmas = { name: "Christmas", yearly: "12-25" };
  const eve = { name: "Eve", date: "2026-12-24", hours: ["08:00-12:00"] };
  const plain = { ...after(office), holidays: [christmas], exceptions: [eve] };
  const changed = after(
    plain,
    {
      do: "addDays",
      to: "holidays",
      days: [
        { name: "Christmas again", yearly: "12-25" },
        { name: "Idd", date: "2026-03-20" },
      ],
    },
    { do: "replaceDay", in: "holidays", on: "12-25", day: { ...christmas, onSunday: "monday" } },
    { do: "removeDay", from: "exceptions", on: "2026-12-24" },
    { do: "removeDay", from: "exceptions", on: "2026-12-31" },
  );
  expect(changed.holidays).toEqual([
    { ...christmas, onSunday: "monday" },
    { name: "Idd", date: "2026-03-20" },
  ]);
  expect(Object.hasOwn(changed, "exceptions")).toBe(false);
});

test("what is said of a calendar is changed, and taken away where it may be left out", () => {
  const changed = after(
    office,
    { do: "setDetails", change: { zone: "Africa/Lagos", workday: "PT7H" } },
    { do: "setDetails", change: { description: null } },
  );
  const { description: _description, ...rest } = office;
  expect(changed).toEqual({ ...rest, zone: "Africa/Lagos", workday: "PT7H" });
});

test("typing the hours of one day is one step; another day and a copy are steps of their own", () => {
  const hours = (...days: readonly (typeof WEEKDAYS)[number][]): CalendarStep => ({
    do: "setHours",
    days,
    hours: ["08:00-12:00"],
  });
  const draft = [
    hours("mon"),
    hours("mon"),
    hours("tue"),
    hours("mon", "wed"),
    hours("wed", "mon"),
  ].reduce<Draft<CalendarStep>>((all, step) => recorded(all, step, placeOfCalendarStep), UNCHANGED);
  expect(draft.steps).toHaveLength(4);
});

test("a step that does not fit leaves a calendar as it is, and no step changes another part", () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant("setHours" as const),
      days: fc.subarray([...WEEKDAYS]),
      hours: fc.subarray(["08:00-13:00", "14:00-17:00"]),
    }),
    fc.record({
      do: fc.constant("removeDay" as const),
      from: fc.constantFrom("holidays" as const, "exceptions" as const),
      on: fc.constantFrom("12-25", "2026-12-24", "2031-01-01"),
    }),
  );
  fc.assert(
    fc.property(step, (one) => {
      const changed = applyCalendarStep(office, one);
      const part = one.do === "setHours" ? "week" : one.from;
      expect({ ...changed, [part]: null }).toEqual({ ...office, [part]: null });
    }),
  );
});

test("what uses a calendar is told: clocks of workflows, the chat, people who work by it", () => {
  const people = [
    { name: "Amina", hours: office.id },
    { name: "Baraka", hours: null },
  ];
  const organisation = { ...shipped.organisation, chat: { calendar: office.id } };
  const uses = usesOfCalendar({ ...shipped, organisation }, people, office.id);
  expect(uses).toEqual({
    clocks: ["First response", "Resolution"].map((clock) => ({
      workflow: { id: "ticket", name: "Ticket" },
      clock,
    })),
    chat: true,
    people: ["Amina"],
  });
  expect(isUsed(uses)).toBe(true);
  expect(isUsed(usesOfCalendar(shipped, people, "night"))).toBe(false);
  expect(isUsed(usesOfCalendar(shipped, [{ name: "Amina", hours: "night" }], "night"))).toBe(true);
});

test("a new calendar has hours and an id of its own, and a copy has everything but the comments", () => {
  const made = newCalendar(shipped, { name: "Nairobi", zone: "UTC" });
  expect(made).toMatchObject({ id: "nairobi_2", zone: office.zone, workday: "PT8H" });
  expect(Object.keys(made.week)).toEqual(["mon", "tue", "wed", "thu", "fri"]);
  expect(newCalendar({}, { name: "Nairobi", zone: "UTC" })).toMatchObject({
    ...{ id: "nairobi", zone: "UTC" },
  });
  const { comments: _comments, ...rest } = office;
  expect(copiedCalendar(shipped, office, "Night")).toEqual({ ...rest, id: "night", name: "Night" });
});
