import { beforeAll, describe, expect, test } from "vitest";
import { parseRelease } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { calendarsFor } from "../../engine/sla/case-calendars.js";
import { isPromise } from "../../engine/sla/clock-life.js";
import { asked, MONDAY, openStory, staff, type Story } from "../support/story.js";
import { goodRelease } from "./corpus.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let release: ReleaseBody;
beforeAll(async () => {
  const parsed = parseRelease(await goodRelease());
  if (!parsed.ok) throw new Error("the shipped definitions do not load");
  release = parsed.value;
});

/** The shipped ticket on its own calendar, opened at this instant by somebody who says how urgent it is. */
function ticketAt(at: number, priority: string): Story {
  const workflow = release.workflows.find(({ id }) => id === "ticket");
  if (!workflow) throw new Error("there is no ticket");
  const calendars = calendarsFor(release, workflow, { from: at, now: at });
  return openStory(workflow, { at, priority }, 1, calendars);
}

function dueIn(story: Story, clock: string): number | null | undefined {
  const running = story.state.clocks[clock];
  return running?.dueAt === null ? null : running && running.dueAt - running.startedAt;
}

describe("what the shipped ticket promises", () => {
  // Monday at nine in Nairobi. A working day has eight hours, with lunch from one to two.
  test.each([
    ["Emergency", 5 * MINUTE, null],
    ["Critical", 30 * MINUTE, 4 * HOUR],
    ["High", 4 * HOUR, DAY],
    ["Medium", DAY, 3 * DAY],
    ["Low", 2 * DAY, 7 * DAY],
  ])("at the priority %s", (priority, firstResponse, resolution) => {
    const story = ticketAt(MONDAY, priority);
    expect(dueIn(story, "first_response")).toBe(firstResponse);
    expect(dueIn(story, "resolution")).toBe(resolution);
  });

  test("in working hours: not at lunch, at night, on a Sunday, or on Good Friday and Easter Monday", () => {
    const thursdayAtFour = Date.UTC(2026, 3, 2, 13);
    const tuesdayAtEleven = Date.UTC(2026, 3, 7, 8);
    const high = ticketAt(thursdayAtFour, "High");
    expect(high.state.clocks["first_response"]?.dueAt).toBe(tuesdayAtEleven);
    // A critical one does not wait for Easter to be over.
    const critical = ticketAt(thursdayAtFour, "Critical");
    expect(critical.state.clocks["first_response"]?.dueAt).toBe(thursdayAtFour + 30 * MINUTE);
  });

  test("in an emergency day and night from the moment it is one, with the next tier on the way", () => {
    const sunday = MONDAY - DAY;
    const story = ticketAt(sunday, "Medium");
    story.at += 2 * HOUR;
    story.writes("He has chest pain");
    const { emergency_resolution: clock, resolution } = story.state.clocks;
    expect(clock).toEqual({
      startedAt: story.at,
      dueAt: story.at + 30 * MINUTE,
      next: { mark: "next_tier", at: story.at + 15 * MINUTE },
    });
    expect(resolution).toMatchObject({ dueAt: null, pausedAt: story.at });
  });

  test("and nothing else: neither the next tier of an emergency nor closing by itself is a promise", () => {
    const clocks = release.workflows.find(({ id }) => id === "ticket")?.clocks ?? {};
    const promised = Object.entries(clocks).filter(([, clock]) => isPromise(clock));
    expect(promised.map(([id]) => id)).toEqual([
      "first_response",
      "resolution",
      "emergency_resolution",
    ]);
  });

  test("with a warning at three quarters of the time, and a call when it is broken", () => {
    const story = ticketAt(MONDAY, "High");
    story.decides("ticket-routing", { queue: "billing", priority: "High" });
    const warned = story.reaches("first_response", "warning");
    expect(warned.event.at).toBe(MONDAY + 3 * HOUR);
    expect(warned.effects).toMatchObject([{ kind: "alert", level: "warning", team: "billing" }]);
    const broken = story.waitsFor("first_response");
    expect(asked(broken)).toEqual(["send ticket-escalated", "alert critical alert-late"]);
    expect(story.state).toMatchObject({ queue: "medical", priority: "High" });
    story.acts("claim", staff.medical);
    const late = story.waitsFor("resolution");
    expect(late.effects).toMatchObject([
      { kind: "alert", level: "critical", team: "medical", tier: 2 },
    ]);
  });

  test("without the time that the patient was asked, to the millisecond", () => {
    const story = ticketAt(MONDAY, "High");
    story.decides("ticket-routing", { queue: "billing", priority: "High" });
    story.acts("claim", staff.support);
    story.at = MONDAY + HOUR + 17;
    story.acts("ask", staff.support, { text: "Which month?" });
    expect(dueIn(story, "resolution")).toBeNull();
    story.at = MONDAY + 3 * DAY;
    story.writes("March");
    // Seven hours less 17 ms are left: from nine to one, and from two to five, less those.
    expect(story.state.clocks["resolution"]?.dueAt).toBe(MONDAY + 3 * DAY + 8 * HOUR - 17);
  });
});
