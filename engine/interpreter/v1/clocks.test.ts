import { describe, expect, test } from "vitest";
import type { Clock } from "../../definition/clock.js";
import type { Workflow } from "../../definition/workflow.js";
import { earliestDue } from "./index.js";
import {
  firstResponseOnly,
  MONDAY,
  openStory,
  plain,
  staff,
  type Story,
  withoutSpread,
  workflowNamed,
} from "../../../tests/support/story.js";

const shipped = firstResponseOnly(workflowNamed("ticket"));
const ticket = withoutSpread(shipped);
const { support } = staff;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function routed(): Story {
  const story = openStory(ticket);
  story.decides("ticket-routing", { queue: "support", priority: "Medium" });
  return story;
}

function resolved(): Story {
  const story = routed();
  story.acts("claim", support);
  story.at += HOUR;
  story.acts("resolve", support, { resolution: "Ok" });
  return story;
}

describe("the clock of the first response", () => {
  test.each([
    ["Emergency", 5 * MINUTE],
    ["Critical", 30 * MINUTE],
    ["High", 4 * HOUR],
    ["Medium", DAY],
    ["Low", 2 * DAY],
  ])("gives a ticket of priority %s its own time", (priority, ms) => {
    expect(openStory(ticket, { priority }).state.clocks).toEqual({
      first_response: { startedAt: MONDAY, dueAt: MONDAY + ms },
    });
  });

  test.each(["claim", "reply", "resolve"])("stops when staff %s", (action) => {
    const story = routed();
    story.acts(action, support, { text: "x", resolution: "x" });
    expect(story.state.clocks).not.toHaveProperty("first_response");
  });

  test.each(["note", "assign", "move"])("goes on when staff only %s", (action) => {
    const story = routed();
    story.acts(action, support, { text: "x", assignee: "u-2", queue: "billing" });
    expect(story.state.clocks["first_response"]).toEqual({
      startedAt: MONDAY,
      dueAt: MONDAY + DAY,
    });
  });

  test("is aimed anew when the priority changes, counted from its start", () => {
    const story = routed();
    story.at += HOUR;
    story.acts("prioritise", support, { priority: "High" });
    expect(story.state.clocks["first_response"]).toEqual({
      startedAt: MONDAY,
      dueAt: MONDAY + 4 * HOUR,
    });
    story.acts("prioritise", support, { priority: "Low" });
    expect(story.state.clocks["first_response"]?.dueAt).toBe(MONDAY + 2 * DAY);
  });

  test("is aimed anew when the rules set the priority", () => {
    const story = openStory(ticket);
    story.at += MINUTE;
    story.decides("ticket-routing", { priority: "Emergency" });
    expect(story.state.clocks["first_response"]?.dueAt).toBe(MONDAY + 5 * MINUTE);
  });

  test("fires once, and is gone", () => {
    const story = routed();
    expect(story.waitsFor("first_response")).toMatchObject({ transition: "escalate_late" });
    expect(story.state.clocks).toEqual({});
    const again = { type: "clock_due" as const, at: story.at, clock: "first_response" };
    expect(story.happens(again)).toMatchObject({ transition: null, note: "stale" });
  });

  test("does not fire before its time, nor after it was stopped", () => {
    const story = routed();
    const due = (at: number) => ({ type: "clock_due" as const, at, clock: "first_response" });
    expect(story.happens(due(MONDAY + DAY - 1))).toMatchObject({ note: "stale" });
    expect(story.state.clocks).toHaveProperty("first_response");
    story.acts("claim", support);
    expect(story.happens(due(MONDAY + DAY))).toMatchObject({ note: "stale", transition: null });
    expect(story.state.state).toBe("in_progress");
  });

  test("fires exactly at its time", () => {
    const story = routed();
    story.at = MONDAY + DAY;
    const due = { type: "clock_due" as const, at: story.at, clock: "first_response" };
    expect(story.happens(due)).toMatchObject({ transition: "escalate_late" });
  });
});

describe("the clock of a state", () => {
  test("starts on entering it and stops on leaving it", () => {
    const story = resolved();
    expect(story.state.clocks).toEqual({
      auto_close: { startedAt: story.at, dueAt: story.at + 48 * HOUR },
    });
    story.acts("note", support, { text: "x" });
    expect(story.state.clocks).toHaveProperty("auto_close");
    story.acts("reopen", support);
    expect(story.state.clocks).toEqual({});
  });

  test("starts again from the beginning when the state is entered again", () => {
    const story = resolved();
    story.at += DAY;
    story.acts("reopen", support);
    story.acts("resolve", support, { resolution: "Ok" });
    expect(story.state.clocks["auto_close"]?.startedAt).toBe(story.at);
  });

  test("starts again when a transition leads from the state to itself", () => {
    const again = { name: "Again", from: ["resolved"], to: "resolved", by: ["support"] };
    const story = openStory({ ...ticket, transitions: { ...ticket.transitions, again } });
    story.decides("ticket-routing", {});
    story.acts("resolve", support, { resolution: "Ok" });
    story.at += HOUR;
    story.acts("again", support);
    expect(story.state.clocks["auto_close"]).toEqual({
      startedAt: story.at,
      dueAt: story.at + 48 * HOUR,
    });
  });

  test("of the initial state starts with the case", () => {
    const clock: Clock = { name: "New", starts: { state: "new" }, target: "PT1H" };
    const story = openStory({ ...ticket, clocks: { clock } });
    expect(story.state.clocks).toEqual({ clock: { startedAt: MONDAY, dueAt: MONDAY + HOUR } });
  });

  test("runs out without a transition that listens, and is gone", () => {
    const transitions = {
      ...ticket.transitions,
      close: { name: "Close", from: ["resolved"], to: "closed", by: ["support"] },
    };
    const story = openStory({ ...ticket, transitions });
    story.decides("ticket-routing", {});
    story.acts("resolve", support, { resolution: "Ok" });
    expect(story.waitsFor("auto_close")).toMatchObject({ transition: null, note: "no_transition" });
    expect(story.state).toMatchObject({ state: "resolved", clocks: {} });
  });
});

describe("a clock without a target for a priority", () => {
  const clocks: Workflow["clocks"] = {
    first_response: { name: "First", starts: { event: "created" }, target: { High: "PT4H" } },
  };

  test("does not run for it", () => {
    expect(openStory({ ...ticket, clocks }).state.clocks).toEqual({});
  });

  test("keeps its time when the priority changes to it", () => {
    const story = openStory({ ...ticket, clocks }, { priority: "High" });
    story.acts("prioritise", support, { priority: "Low" });
    expect(story.state.clocks["first_response"]?.dueAt).toBe(MONDAY + 4 * HOUR);
  });
});

describe("the alarm of a case", () => {
  test("is set to the clock that is due first; equal ones go by name", () => {
    const clock = (dueAt: number) => ({ startedAt: 0, dueAt });
    expect(earliestDue({})).toBeNull();
    expect(earliestDue({ a: clock(2), b: clock(1) })).toEqual({ clock: "b", at: 1 });
    expect(earliestDue({ b: clock(1), a: clock(1) })).toEqual({ clock: "a", at: 1 });
    expect(earliestDue(plain({ a: clock(1), b: clock(1) }))).toEqual({ clock: "a", at: 1 });
  });
});

describe("a clock with a spread", () => {
  const HALF_HOUR = 30 * MINUTE;
  const dueOf = (id: string): number => {
    const story = openStory(shipped, { id });
    story.decides("ticket-routing", { queue: "support", priority: "Medium" });
    story.acts("claim", support);
    story.acts("resolve", support, { resolution: "Ok" });
    return (story.state.clocks["auto_close"]?.dueAt ?? NaN) - story.at - 2 * DAY;
  };
  const later = Array.from({ length: 600 }, (_, n) => dueOf(`T-${(n * 7919).toString(36)}`));

  test("rings at its target at the earliest, and after the spread at the latest", () => {
    expect(Math.min(...later)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...later)).toBeLessThanOrEqual(HALF_HOUR);
  });

  test("rings for six hundred cases of one moment at as many moments as it can", () => {
    const perMinute = Array.from({ length: 30 }, (_, minute) =>
      later.filter((ms) => Math.floor(ms / MINUTE) === minute),
    ).map(({ length }) => length);
    expect(Math.max(...perMinute)).toBeLessThan(45);
    expect(Math.min(...perMinute)).toBeGreaterThan(5);
  });

  test("rings for the same case at the same moment whenever it is computed", () => {
    expect(dueOf("T-4K7Q-9")).toBe(dueOf("T-4K7Q-9"));
  });
});
