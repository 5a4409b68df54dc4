import { expect, test } from "vitest";
import { sample } from "../../../tests/support/laboratory.js";
import { MONDAY, openStory, staff, type Story } from "../../../tests/support/story.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEN = MONDAY + HOUR;
const iso = (at: number): string => new Date(at).toISOString();

/** A sample that the laboratory could not be asked about, with a moment at which to call, if there is one. */
function byPhone(callAt: number | null = null): Story {
  const data = { label: "A-12", ...(callAt === null ? {} : { callAt: iso(callAt) }) };
  const story = openStory(sample, { contact: null, message: null, data });
  story.acts("order", staff.porter);
  const failed = { type: "webhook_failed", effect: "T-1.2.0", webhook: "lab" } as const;
  story.happens({ ...failed, at: story.at, why: "gave_up", status: null });
  return story;
}

const dueAt = (story: Story): number | null | undefined => story.state.clocks["call"]?.dueAt;

test("a moment in the data of a new case is waited for, and comes once", () => {
  const story = byPhone(TEN);
  expect(dueAt(story)).toBe(TEN - 15 * MINUTE);
  expect(story.waitsFor("call").transition).toBe("time_to_call");
  expect(dueAt(story)).toBeUndefined();
  story.acts("order", staff.porter);
  expect(dueAt(story)).toBeUndefined();
});

test("a moment moves with its field, is called off with it, and comes again when it is set anew", () => {
  const story = byPhone();
  expect(dueAt(story)).toBeUndefined();
  for (const at of [TEN, TEN + HOUR]) {
    story.acts("plan", staff.porter, { callAt: iso(at) });
    expect(dueAt(story)).toBe(at - 15 * MINUTE);
  }
  const early = { type: "clock_due", clock: "call", at: TEN } as const;
  expect(story.happens(early).note).toBe("stale");
  story.acts("call_off", staff.porter);
  expect(dueAt(story)).toBeUndefined();
  story.acts("plan", staff.porter, { callAt: iso(TEN + HOUR) });
  story.waitsFor("call");
  story.acts("plan", staff.porter, { callAt: iso(TEN + 2 * HOUR) });
  expect(dueAt(story)).toBe(TEN + 2 * HOUR - 15 * MINUTE);
});

test("a moment that has passed is due at once; a text without a zone and a date that nothing can come after are none", () => {
  const story = byPhone();
  story.acts("plan", staff.porter, { callAt: iso(MONDAY - HOUR) });
  expect(story.waitsFor("call").transition).toBe("time_to_call");
  for (const callAt of ["2026-03-02T10:00:00", "+275760-09-13T00:00:00Z", 1e300]) {
    story.acts("plan", staff.porter, { callAt: iso(TEN) });
    expect(dueAt(story)).toBeDefined();
    story.acts("plan", staff.porter, { callAt });
    expect(dueAt(story)).toBeUndefined();
  }
});

test("a clock that a transition starts begins anew each time", () => {
  const story = byPhone();
  const first = story.state.clocks["ageing"];
  expect(first?.dueAt).toBe(MONDAY + 24 * HOUR);
  story.at = TEN;
  story.acts("order", staff.porter);
  expect(story.state.clocks["ageing"]?.dueAt).toBe(TEN + 24 * HOUR);
});
