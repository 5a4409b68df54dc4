import { describe, expect, test } from "vitest";
import type { Calendar } from "../../definition/calendar.js";
import type { Clock } from "../../definition/clock.js";
import { openBetween, type OpenHours } from "../../sla/open-hours.js";
import { openHours } from "../../sla/expand.js";
import { randomFrom } from "../../sla/testing/brute-force.js";
import type { CaseProgram } from "../slim.js";
import { earliestDue } from "./index.js";
import { MONDAY, openStory, type Story } from "../../../tests/support/story.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const clerk = { id: "u-1", roles: ["clerk"] };

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

function hoursFor(days: number): OpenHours {
  return openHours(office, { from: MONDAY - DAY, until: MONDAY + days * DAY });
}

/** A workflow made up for this file: work that may wait, with one promise. */
function programOf(clock: Partial<Clock>, days = 396): CaseProgram {
  const heard = Object.keys(clock.marks ?? {}).map((mark) => [
    `at_${mark}`,
    {
      name: mark,
      from: "*" as const,
      on: [{ event: "clock_reached" as const, clock: "promise", mark }],
      set: { "data.reached": mark },
    },
  ]);
  return {
    kind: "workflow",
    spec: 1,
    id: "promised",
    name: "Promised",
    priorities: ["Urgent", "Normal", "Never"],
    defaultPriority: "Normal",
    defaultQueue: "desk",
    initial: "work",
    states: {
      work: { name: "Work", class: "working" },
      wait: { name: "Wait", class: "waiting" },
      over: { name: "Over", class: "done", final: true },
    },
    transitions: {
      pause: { name: "Pause", from: ["work"], to: "wait", by: ["clerk"] },
      again: { name: "Again", from: ["wait"], to: "wait", by: ["clerk"] },
      resume: { name: "Resume", from: "*", to: "work", by: ["clerk"] },
      rank: { name: "Rank", from: "*", by: ["clerk"], set: { priority: { from: "input.to" } } },
      keep: { name: "Keep", from: "*", by: ["clerk"] },
      broken: {
        name: "Broken",
        from: "*",
        on: [{ event: "clock_due", clock: "promise" }],
        set: { "data.broken": true },
      },
      ...Object.fromEntries(heard),
    },
    clocks: {
      promise: {
        name: "Promise",
        starts: { event: "created" },
        stops: ["keep"],
        target: { Urgent: "PT2H", Normal: "P1D" },
        calendar: { Normal: "office" },
        pauses: ["wait"],
        ...clock,
      },
    },
    calendars: { office: hoursFor(days) },
  };
}

function promiseOf(story: Story) {
  return story.state.clocks["promise"];
}

/** Fires whatever is due by the story's time, as the case's own loop does; what came of it. */
function caughtUp(story: Story): readonly string[] {
  const seen: string[] = [];
  for (;;) {
    const due = earliestDue(story.state.clocks);
    if (due === null || due.at > story.at) return seen;
    const { clock, mark } = due;
    const turn = story.happens(
      mark === undefined
        ? { type: "clock_due", at: story.at, clock }
        : { type: "clock_reached", at: story.at, clock, mark },
    );
    seen.push(`${mark ?? "due"} ${turn.transition ?? turn.note ?? ""}`);
  }
}

describe("a promise in working time", () => {
  test("is due in the working day that fills it, by priority", () => {
    const story = openStory(programOf({}));
    expect(promiseOf(story)).toEqual({ startedAt: MONDAY, dueAt: MONDAY + DAY });
    story.at = MONDAY + HOUR;
    story.acts("rank", clerk, { to: "Urgent" });
    expect(promiseOf(story)?.dueAt).toBe(MONDAY + 2 * HOUR);
    story.acts("rank", clerk, { to: "Normal" });
    expect(promiseOf(story)?.dueAt).toBe(MONDAY + DAY);
  });

  test("made on a Friday evening is due on Monday evening", () => {
    const friday = MONDAY + 4 * DAY + 9 * HOUR;
    const story = openStory(programOf({}), { at: friday });
    expect(promiseOf(story)?.dueAt).toBe(MONDAY + 7 * DAY + 8 * HOUR);
  });
});

describe("a clock that stands still", () => {
  test("credits the time to the millisecond and goes on from there", () => {
    const story = openStory(programOf({}));
    story.at = MONDAY + HOUR + 17;
    story.acts("pause", clerk);
    expect(promiseOf(story)).toMatchObject({ dueAt: null, pausedAt: story.at });
    expect(earliestDue(story.state.clocks)).toBeNull();
    story.at += 3 * DAY;
    story.acts("resume", clerk);
    // Seven working hours less 17 ms are left on Thursday from 10:00 and 17 ms on.
    expect(promiseOf(story)?.dueAt).toBe(MONDAY + 4 * DAY);
    expect(caughtUp(story)).toEqual([]);
  });

  test("keeps what was counted when the priority, and with it the calendar, changes meanwhile", () => {
    const story = openStory(programOf({}));
    story.at = MONDAY + HOUR;
    story.acts("pause", clerk);
    story.at += DAY;
    story.acts("rank", clerk, { to: "Urgent" });
    story.acts("resume", clerk);
    expect(promiseOf(story)?.dueAt).toBe(story.at + HOUR);
  });

  test("is due at once when a shorter target has been used up already", () => {
    const story = openStory(programOf({}));
    story.at = MONDAY + 3 * HOUR;
    story.acts("pause", clerk);
    const pausedAt = story.at;
    story.at += HOUR;
    story.acts("rank", clerk, { to: "Urgent" });
    expect(promiseOf(story)?.dueAt).toBe(pausedAt);
    expect(caughtUp(story)).toEqual(["due broken"]);
  });

  test.each(["the pause first", "the clock first"])(
    "at the instant of its deadline is late, with %s",
    (order) => {
      const story = openStory(programOf({}), { priority: "Urgent" });
      story.at = MONDAY + 2 * HOUR;
      const fired = order === "the clock first" ? caughtUp(story) : [];
      story.acts("pause", clerk);
      expect([...fired, ...caughtUp(story)]).toEqual(["due broken"]);
      expect(story.state).toMatchObject({ state: "wait", data: { broken: true }, clocks: {} });
    },
  );

  test("does so at a priority that has no time, and goes on when it gets another", () => {
    const target = { Urgent: "PT2H", Normal: "P1D", Never: "none" };
    const story = openStory(programOf({ target, marks: { soon: { name: "Soon", percent: 75 } } }));
    story.at = MONDAY + HOUR;
    story.acts("rank", clerk, { to: "Never" });
    expect(promiseOf(story)).toMatchObject({ dueAt: null, pausedAt: story.at });
    expect(earliestDue(story.state.clocks)).toBeNull();
    story.at += 3 * DAY;
    story.acts("pause", clerk);
    story.acts("resume", clerk);
    expect(promiseOf(story)?.dueAt).toBeNull();
    story.acts("rank", clerk, { to: "Urgent" });
    expect(promiseOf(story)?.dueAt).toBe(story.at + HOUR);
  });

  test("is there from the start, so that a later priority has its promise", () => {
    const target = { Urgent: "PT2H", Normal: "P1D", Never: "none" };
    const story = openStory(programOf({ target }), { priority: "Never" });
    expect(promiseOf(story)).toMatchObject({ dueAt: null, pausedAt: MONDAY });
    story.at += DAY;
    story.acts("rank", clerk, { to: "Urgent" });
    expect(promiseOf(story)).toMatchObject({ startedAt: MONDAY, dueAt: story.at + 2 * HOUR });
  });

  test("is late all the same when its time had run out before its priority lost it", () => {
    const target = { Urgent: "PT2H", Normal: "P1D", Never: "none" };
    const marks = { step: { name: "Still nobody", afterDue: "PT30M" } } as const;
    const story = openStory(programOf({ target, marks }), { priority: "Urgent" });
    story.at = MONDAY + 3 * HOUR;
    story.acts("rank", clerk, { to: "Never" });
    expect(caughtUp(story)).toEqual(["due broken"]);
    expect(story.state.clocks).toEqual({});
  });

  test("has been counted exactly after a thousand random pauses and priorities", () => {
    const random = randomFrom(2026);
    const hours = hoursFor(396);
    for (let n = 0; n < 100; n += 1) {
      const target = { Urgent: "P20D", Normal: "P30D", Never: "none" };
      const story = openStory(programOf({ target }));
      const stretches: { from: number; to: number }[] = [];
      let since: number | null = MONDAY;
      for (let step = 0; step < 10; step += 1) {
        story.at += Math.floor(random() * 2 * DAY);
        const action = ["pause", "again", "resume", "rank"][Math.floor(random() * 4)] ?? "rank";
        const to = ["Urgent", "Normal", "Never"][Math.floor(random() * 3)] ?? "Never";
        story.acts(action, clerk, { to });
        const stands = story.state.state === "wait" || story.state.priority === "Never";
        if (stands && since !== null) stretches.push({ from: since, to: story.at });
        since = stands ? null : (since ?? story.at);
        const clock = promiseOf(story);
        if (since === null) expect(clock?.dueAt).toBeNull();
        else {
          const open = [...stretches, { from: since, to: clock?.dueAt ?? NaN }];
          const urgent = story.state.priority === "Urgent";
          const counted = open.map(({ from, to }) =>
            urgent ? to - from : openBetween(hours, from, to),
          );
          const target = urgent ? 20 * DAY : 30 * 8 * HOUR;
          expect(counted.reduce((sum, ms) => sum + ms, 0)).toBe(target);
        }
      }
    }
  });
});

describe("the marks of a clock", () => {
  const marks: Clock["marks"] = {
    soon: { name: "Soon", percent: 75 },
    quarter: { name: "A quarter of an hour", afterStart: "PT15M" },
    last: { name: "Last call", beforeDue: "PT10M" },
    step: { name: "Still nobody", afterDue: "PT30M" },
  };
  const opened = () => openStory(programOf({ marks }), { priority: "Urgent" });

  test("come in their order, each once, before the clock is due and after", () => {
    const story = opened();
    const seen: unknown[] = [];
    for (let due = earliestDue(story.state.clocks); due; due = earliestDue(story.state.clocks)) {
      story.at = due.at;
      seen.push([(due.at - MONDAY) / MINUTE, ...caughtUp(story)]);
    }
    expect(seen).toEqual([
      [15, "quarter at_quarter"],
      [90, "soon at_soon"],
      [110, "last at_last"],
      [120, "due broken"],
      [150, "step at_step"],
    ]);
    expect(story.state.clocks).toEqual({});
  });

  test("that a later moment has overtaken do nothing, so that an outage ends in one step", () => {
    const story = opened();
    story.at = MONDAY + 115 * MINUTE;
    expect(caughtUp(story)).toEqual(["quarter overtaken", "soon overtaken", "last at_last"]);
    story.at = MONDAY + 4 * HOUR;
    expect(caughtUp(story)).toEqual(["due broken", "step at_step"]);
  });

  test("stop with the clock, also after it was due", () => {
    const story = opened();
    story.at = MONDAY + 2 * HOUR;
    caughtUp(story);
    expect(promiseOf(story)).toMatchObject({ late: true, dueAt: MONDAY + 2 * HOUR });
    story.acts("keep", clerk);
    expect(story.state.clocks).toEqual({});
  });

  test("are not reached twice, nor early", () => {
    const story = opened();
    const reach = (at: number) =>
      story.happens({ type: "clock_reached", at, clock: "promise", mark: "quarter" });
    expect(reach(MONDAY + 15 * MINUTE - 1)).toMatchObject({ note: "stale" });
    expect(reach(MONDAY + 15 * MINUTE)).toMatchObject({ transition: "at_quarter" });
    expect(reach(MONDAY + 16 * MINUTE)).toMatchObject({ note: "stale" });
  });

  test("move with the pauses and the priority", () => {
    const story = opened();
    story.at = MONDAY + HOUR;
    caughtUp(story);
    story.acts("pause", clerk);
    story.at += 5 * HOUR;
    story.acts("resume", clerk);
    expect(promiseOf(story)?.next).toEqual({ mark: "soon", at: story.at + 30 * MINUTE });
    story.acts("rank", clerk, { to: "Normal" });
    expect(promiseOf(story)).toMatchObject({ passed: ["quarter"], next: { mark: "soon" } });
  });
});

describe("a promise beyond what is known of its calendar", () => {
  const target = { Urgent: "PT2H", Normal: "P20D" };
  const renewal = { type: "calendars_renewed", calendars: {} } as const;

  test("has no instant until the calendar is renewed, and then the one it would have had", () => {
    const story = openStory(programOf({ target }, 10));
    expect(promiseOf(story)).toEqual({ startedAt: MONDAY, dueAt: null });
    const known = programOf({ target });
    const state = story.state;
    const renewed = openStory(known);
    renewed.state = state;
    renewed.happens({ ...renewal, at: MONDAY + DAY });
    expect(promiseOf(renewed)).toEqual({ startedAt: MONDAY, dueAt: MONDAY + 28 * DAY });
    expect(renewed.state.turn).toBe(2);
  });
});
