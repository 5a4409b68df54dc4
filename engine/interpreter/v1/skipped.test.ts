import { describe, expect, test } from "vitest";
import type { CaseEvent } from "../event.js";
import {
  byPhone,
  dayAndNight,
  openStory,
  staff,
  type Story,
  withoutSpread,
  workflowNamed,
} from "../../../tests/support/story.js";

/** The case goes past an event that has just come. */
function skips(story: Story, what: CaseEvent) {
  const [actor, requestId] = [staff.admin, "skip-1"];
  const why = "interpreter" as const;
  return story.happens({
    type: "skipped",
    at: story.at,
    what,
    why,
    reason: "A test",
    actor,
    requestId,
  });
}

const opened = (): Story =>
  openStory(workflowNamed("lost-property"), { data: { details: "A hat" } });

describe("a case that is let past something", () => {
  test("does nothing of what would have followed from a message, and knows that it has come", () => {
    const story = opened();
    const { conversation } = byPhone;
    const message = { id: "m-9", conversation, number: 9, text: "Hello?" };
    const before = story.state;
    const turn = skips(story, { type: "message_received", at: story.at, message });
    expect(turn).toMatchObject({ transition: null, effects: [] });
    expect(turn.note).toBeUndefined();
    expect(story.state).toMatchObject({ state: before.state, turn: before.turn + 1 });
    expect(story.state.seen).toMatchObject({ [conversation]: 9 });
    expect(story.writes("Hello again?", 9).note).toBe("repeated");
  });

  test("is not rung by the same clock again, which stays late where it is a promise", () => {
    const story = openStory(dayAndNight(withoutSpread(workflowNamed("ticket"))));
    const [clock, running] =
      Object.entries(story.state.clocks).find(([, { dueAt }]) => dueAt !== null) ?? [];
    if (clock === undefined || typeof running?.dueAt !== "number") throw new Error("no clock runs");
    story.at = running.dueAt;
    const turn = skips(story, { type: "clock_due", at: story.at, clock });
    expect(turn).toMatchObject({ transition: null, effects: [] });
    const after = story.state.clocks[clock];
    expect(after === undefined || after.late === true).toBe(true);
    expect(story.happens({ type: "clock_due", at: story.at, clock }).note).toBe("stale");
  });

  test("gives back what was reserved for it", () => {
    const story = opened();
    const { entry } = story.state;
    const what = {
      type: "reserved",
      at: story.at,
      effect: "T-1.1.0",
      entry,
      quantity: "lockers",
    } as const;
    expect(skips(story, what).effects).toMatchObject([
      { kind: "release", of: { reservation: "T-1.1.0" } },
    ]);
  });

  test("knows of other cases what it has heard of them", () => {
    const story = opened();
    const what = {
      ...({ type: "child_closed" } as const),
      ...{ at: story.at, other: "T-2", number: 7 },
      ...{ effect: "T-1.1.1", workflow: "errand", state: "done" },
    } as const;
    skips(story, what);
    expect(story.state.links).toMatchObject({ "T-2": { as: "child", ended: "done", heard: 7 } });
    expect(story.happens(what).note).toBe("repeated");
  });
});
