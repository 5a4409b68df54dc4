import { describe, expect, test } from "vitest";
import type { CaseProgram } from "../interpreter/slim.js";
import type { CaseState } from "../interpreter/state.js";
import { MONDAY, openStory, type Story } from "../../tests/support/story.js";
import { type ClockLife, decidedAt, livesAfter } from "./clock-life.js";
import { countingBy } from "./count-by.js";
import { calendarsFor } from "./case-calendars.js";

const HOUR = 3_600_000;
const clerk = { id: "u-1", roles: ["clerk"] };
const day = ["08:00-13:00", "14:00-17:00"];
const office = {
  ...{ kind: "calendar" as const, spec: 1 as const, id: "office", name: "Office" },
  ...{ zone: "Africa/Nairobi", workday: "PT8H" },
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
};

/** Monday at nine in Nairobi, the time at which the stories begin. */
const NINE = MONDAY;

/** An instant of that Monday, by the clock of Nairobi. */
function at(hour: number): string {
  return new Date(NINE + (hour - 9) * HOUR).toISOString();
}

const errand: CaseProgram = {
  kind: "workflow",
  spec: 1,
  id: "errand",
  name: "Errand",
  priorities: ["Urgent", "Normal", "Never"],
  defaultPriority: "Normal",
  defaultQueue: "desk",
  initial: "work",
  states: {
    work: { name: "Work", class: "working" },
    wait: { name: "Waiting", class: "waiting" },
    handed: { name: "Handed over", class: "waiting" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    ask: { name: "Ask", from: ["work"], to: "wait", by: ["clerk"] },
    go: { name: "Go on", from: ["wait"], to: "work", by: ["clerk"] },
    finish: { name: "Finish", from: "*", to: "handed", by: ["clerk"] },
    forget: { name: "Forget", from: "*", to: "over", by: ["clerk"] },
    hurry: { name: "Hurry", from: "*", by: ["clerk"], set: { priority: "Urgent", queue: "fast" } },
    calm: { name: "Calm down", from: "*", by: ["clerk"], set: { priority: "Never" } },
    agree: { name: "Agree", from: "*", by: ["clerk"], set: { "data.meetAt": at(11) } },
    put_off: { name: "Put off", from: "*", by: ["clerk"], set: { "data.meetAt": at(13) } },
    meet: { name: "Meet", from: "*", by: ["clerk"] },
    late: {
      name: "Late",
      from: "*",
      on: [{ event: "clock_due", clock: "errand" }],
      set: { queue: "chief" },
    },
  },
  clocks: {
    errand: {
      name: "Done",
      starts: { event: "created" },
      stops: ["finish"],
      target: { Urgent: "PT2H", Normal: "PT4H", Never: "none" },
      calendar: "office",
      pauses: ["wait"],
      marks: { soon: { name: "Soon", percent: 75 } },
    },
    fetch: { name: "Fetched", starts: { state: "handed" }, target: "PT8H" },
    nudge: { name: "Call again", starts: { state: "handed" }, target: "PT2H", promise: false },
    met: { name: "Met", starts: { field: "meetAt" }, stops: ["meet"], target: "PT30M" },
    thank: { name: "Thank them", starts: { transition: "meet" }, target: "PT8H" },
    tidy: { name: "Tidy up", starts: { state: "handed" }, target: "PT1H", spread: "PT10M" },
  },
};
const calendars = calendarsFor({ calendars: [office] }, errand, { from: MONDAY, now: MONDAY });
const world = { clocks: errand.clocks ?? {}, count: countingBy([office]) };

/** The lives that a story leaves, open ones and ended ones, and the story to go on with. */
function followed() {
  const story = openStory({ ...errand, ...(calendars && { calendars }) }, { message: null });
  let before: CaseState | null = null;
  let open: readonly ClockLife[] = [];
  const ended: ClockLife[] = [];
  const follow = () => {
    const { transition } = story.turns.at(-1)!;
    const told = livesAfter(open, { transition, before, after: story.state }, world);
    // What is stored between two commits is JSON.
    open = JSON.parse(JSON.stringify(told.open)) as ClockLife[];
    ended.push(...told.ended);
    before = story.state;
  };
  follow();
  return {
    story,
    lives: () => ({ open, ended }),
    acts: (action: string, hours: number) => {
      story.at += hours * HOUR;
      story.acts(action, clerk);
      follow();
    },
    isDue: (clock: string) => {
      story.waitsFor(clock);
      follow();
    },
    reaches: (mark: string) => {
      reach(story, mark);
      follow();
    },
  };
}

function reach(story: Story, mark: string): void {
  story.at = story.state.clocks["errand"]?.next?.at ?? NaN;
  story.happens({ type: "clock_reached", at: story.at, clock: "errand", mark });
}

describe("a promise", () => {
  test("for a moment begins with it, is another one when it moves, and is kept within its time", () => {
    const { acts, lives } = followed();
    const met = (all: readonly ClockLife[]) => all.filter(({ clock }) => clock === "met");
    acts("agree", 0);
    expect(met(lives().open)).toMatchObject([
      { startedAt: NINE + 2 * HOUR, dueAt: NINE + 2.5 * HOUR, standing: "running" },
    ]);
    acts("put_off", 1);
    expect(met(lives().ended)).toMatchObject([{ standing: "dropped", usedMs: null }]);
    expect(met(lives().open)).toMatchObject([{ dueAt: NINE + 4.5 * HOUR }]);
    acts("meet", 3.25);
    expect(met(lives().ended)).toMatchObject([
      { standing: "dropped" },
      { standing: "kept", usedMs: 0.25 * HOUR },
    ]);
    expect(met(lives().open)).toEqual([]);
  });

  test("that a transition begins is dropped for another one when it is done again, and kept at the end", () => {
    const { acts, lives } = followed();
    const thanks = (all: readonly ClockLife[]) => all.filter(({ clock }) => clock === "thank");
    acts("meet", 0);
    acts("meet", 0.5);
    expect(thanks(lives().ended)).toMatchObject([{ standing: "dropped", startedAt: NINE }]);
    acts("forget", 1);
    expect(thanks(lives().ended)).toMatchObject([
      { standing: "dropped" },
      { standing: "kept", startedAt: NINE + 0.5 * HOUR, usedMs: HOUR },
    ]);
  });

  test("runs until it is stopped, and is kept in its own working time", () => {
    const { acts, lives } = followed();
    expect(lives().open).toMatchObject([
      { standing: "running", dueAt: NINE + 4 * HOUR, riskAt: NINE + 3 * HOUR, turn: 1 },
    ]);
    acts("finish", 3.5);
    const [errandLife] = lives().ended;
    expect(errandLife).toMatchObject({ standing: "kept", usedMs: 3.5 * HOUR, queue: "desk" });
    expect(decidedAt(errandLife!)).toBe(NINE + 3.5 * HOUR);
    expect(lives().open).toMatchObject([{ clock: "fetch", standing: "running", turn: 2 }]);
  });

  test("is at risk from its first mark on, also after that was reached", () => {
    const { acts, reaches, lives } = followed();
    reaches("soon");
    acts("hurry", 0.25);
    expect(lives().open).toMatchObject([
      { priority: "Urgent", queue: "fast", riskAt: NINE + 3 * HOUR, dueAt: NINE + 2 * HOUR },
    ]);
  });

  test("that was broken is overdue until it is done, and stays with the queue that broke it", () => {
    const { isDue, acts, lives } = followed();
    isDue("errand");
    expect(lives().open).toMatchObject([
      { standing: "overdue", brokenAt: NINE + 4 * HOUR, queue: "desk", endedAt: null },
    ]);
    acts("hurry", 1);
    expect(lives().open).toMatchObject([{ priority: "Normal", queue: "desk" }]);
    acts("finish", 2);
    // One hour of these three was lunch.
    expect(lives().ended).toMatchObject([{ standing: "late", usedMs: 6 * HOUR }]);
    expect(decidedAt(lives().ended[0]!)).toBe(NINE + 4 * HOUR);
  });

  test("stands still while it waits, before it is broken and after", () => {
    const { isDue, acts, lives } = followed();
    acts("ask", 1);
    expect(lives().open).toMatchObject([{ standing: "paused", dueAt: null, riskAt: null }]);
    acts("go", 24);
    isDue("errand");
    acts("ask", 0.5);
    acts("go", 48);
    acts("finish", 1.5);
    expect(lives().ended).toMatchObject([{ standing: "late", usedMs: 5 * HOUR }]);
  });

  test("of a case that ends in another way is dropped: neither kept nor broken", () => {
    const { acts, lives } = followed();
    acts("forget", 1);
    expect(lives()).toMatchObject({ open: [], ended: [{ standing: "dropped", usedMs: null }] });
    expect(decidedAt(lives().ended[0]!)).toBeNull();
  });

  test("of a state is kept by leaving it in time, and late at the very deadline", () => {
    const kept = followed();
    kept.acts("finish", 1);
    kept.acts("forget", 7.99);
    expect(kept.lives().ended[1]).toMatchObject({ clock: "fetch", standing: "kept" });
    const late = followed();
    late.acts("finish", 1);
    late.acts("forget", 8);
    expect(late.lives().ended[1]).toMatchObject({ clock: "fetch", standing: "late" });
  });

  test("is none where a clock is spread, or says so itself: that is a chore", () => {
    const { acts, lives } = followed();
    acts("finish", 1);
    expect(lives().open.map(({ clock }) => clock)).toEqual(["fetch"]);
  });

  test("is dropped where it is done at a priority that has no time", () => {
    const { acts, lives } = followed();
    acts("calm", 1);
    expect(lives().open).toMatchObject([{ clock: "errand", standing: "paused", dueAt: null }]);
    acts("finish", 5);
    expect(lives().ended).toMatchObject([{ clock: "errand", standing: "dropped" }]);
  });
});
