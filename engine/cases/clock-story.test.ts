import { describe, expect, test } from "vitest";
import type { CaseProgram } from "../interpreter/slim.js";
import { openHours } from "../sla/expand.js";
import { MONDAY, openStory, type Story } from "../../tests/support/story.js";
import { clockStories, type ClockTurn } from "./clock-story.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clerk = { id: "u-1", roles: ["clerk"] };
const day = ["08:00-13:00", "14:00-17:00"];
const FRIDAY_16 = MONDAY + 4 * DAY + 7 * HOUR;

const program: CaseProgram = {
  kind: "workflow",
  spec: 1,
  id: "told",
  name: "Told",
  priorities: ["Normal"],
  defaultPriority: "Normal",
  defaultQueue: "desk",
  initial: "work",
  states: {
    work: { name: "Work", class: "working" },
    wait: { name: "Waiting for the owner", class: "waiting" },
    over: { name: "Over", class: "done", final: true },
  },
  transitions: {
    ask: { name: "Ask", from: ["work"], to: "wait", by: ["clerk"] },
    go: { name: "Go on", from: ["wait"], to: "work", by: ["clerk"] },
    find: { name: "Find", from: "*", by: ["clerk"] },
    late: { name: "Late", from: "*", on: [{ event: "clock_due", clock: "search" }] },
  },
  clocks: {
    search: {
      name: "Search",
      starts: { event: "created" },
      stops: ["find"],
      target: "PT4H",
      calendar: "office",
      pauses: ["wait"],
    },
  },
  calendars: {
    office: openHours(
      {
        kind: "calendar",
        spec: 1,
        id: "office",
        name: "Office",
        zone: "Africa/Nairobi",
        workday: "PT8H",
        week: { mon: day, tue: day, wed: day, thu: day, fri: day },
      },
      { from: MONDAY - DAY, until: MONDAY + 60 * DAY },
    ),
  },
};

/** The recorded turns of a story, as the log keeps them. */
function told(story: Story, states: readonly Story["state"][], now: number) {
  const turns = story.turns.map(({ event }, place): ClockTurn => {
    const { state, priority, clocks } = states[place]!;
    const dueClock = event.type === "clock_due" ? event.clock : null;
    return { at: event.at, dueClock, state, priority, clocks };
  });
  const { calendars = {} } = program;
  return clockStories(turns, { workflow: program, calendars, now }).map(({ spans, ...rest }) => ({
    ...rest,
    spans: spans.map(({ kind, from, to }) => `${kind} ${String((to - from) / HOUR)}`),
  }));
}

describe("a clock, explained", () => {
  const story = openStory(program, { at: FRIDAY_16 });
  const states = [story.state];
  const acts = (action: string, after: number) => {
    story.at += after;
    story.acts(action, clerk);
    states.push(story.state);
  };
  acts("ask", HOUR / 2);
  acts("go", 2 * DAY + 17 * HOUR);

  test("says when it counted, when it stood still and when nobody was there", () => {
    expect(told(story, states, story.at + 3 * HOUR)).toEqual([
      {
        clock: "search",
        startedAt: FRIDAY_16,
        dueAt: story.at + 3.5 * HOUR,
        endedAt: null,
        standing: "running",
        spans: ["counted 0.5", "paused 65", "counted 3"],
      },
    ]);
  });

  test("is kept when it stops in time, and late at its deadline", () => {
    const [before, kept, at] = [[...states], [...story.turns], story.at];
    acts("find", 3.5 * HOUR - 1);
    expect(told(story, states, story.at)).toMatchObject([{ standing: "kept", endedAt: story.at }]);
    story.turns.splice(0, Infinity, ...kept);
    states.splice(0, Infinity, ...before);
    story.state = before.at(-1)!;
    story.at = at;
    acts("find", 3.5 * HOUR);
    expect(told(story, states, story.at)).toMatchObject([{ standing: "late", endedAt: story.at }]);
  });

  test("counts, when it runs out, exactly its target", () => {
    const other = openStory(program, { at: FRIDAY_16 });
    const begun = other.state;
    other.waitsFor("search");
    const [search] = told(other, [begun, other.state], other.at);
    expect(search).toMatchObject({ standing: "late", endedAt: other.at });
    expect(search?.spans).toEqual(["counted 1", "closed 63", "counted 3"]);
  });
});
