import { describe, expect, test } from "vitest";
import type { Transition } from "../../definition/workflow.js";
import type { AssignmentEvent } from "../event.js";
import {
  asked,
  openStory,
  staff,
  type Story,
  workflowNamed,
} from "../../../tests/support/story.js";

const ticket = workflowNamed("ticket");
const why = { by: "round_robin", load: 1, capacity: 5, among: 2 } as const;

function given(story: Story, person: string, place = story.state.queuedAt) {
  const { queue } = story.state;
  return story.happens({ type: "assigned", at: story.at, queue, place, person, why });
}

function nobody(story: Story, place = story.state.queuedAt) {
  const none = { people: 0, away: 0, offDuty: 0, full: 0, unskilled: 0 };
  const { queue } = story.state;
  const event: AssignmentEvent = {
    type: "nobody_available",
    at: story.at,
    queue,
    place,
    why: none,
  };
  return story.happens(event);
}

function waiting(transitions: { readonly [id: string]: Transition } = {}): Story {
  const story = openStory({ ...ticket, transitions: { ...transitions, ...ticket.transitions } });
  story.decides("ticket-routing", { queue: "support", priority: "Medium" });
  return story;
}

describe("a case that its queue gives to somebody", () => {
  test("is theirs, in its place, without any transition", () => {
    const story = waiting();
    const before = story.state;
    expect(given(story, "u-asha")).toMatchObject({ transition: null, effects: [] });
    expect(story.turns.at(-1)).not.toHaveProperty("note");
    expect(story.state).toMatchObject({ assignee: "u-asha", state: before.state });
    expect(story.state.queuedAt).toBe(before.queuedAt);
  });

  test("moves on where the workflow says so, and may read who it is", () => {
    const story = waiting({
      greet: {
        name: "Greet",
        from: ["assigned"],
        to: "in_progress",
        on: [{ event: "assigned", queue: "support" }],
        when: { fact: "assigned.person", operator: "equal", value: "u-asha" },
        then: [{ do: "send", template: "ticket-in-progress" }],
      },
    });
    expect(asked(given(story, "u-asha"))).toEqual(["send ticket-in-progress"]);
    expect(story.state).toMatchObject({ state: "in_progress", assignee: "u-asha" });
  });

  test("is told for another place in line, or has been taken by hand, and stays as it is", () => {
    const story = waiting();
    expect(given(story, "u-asha", story.state.queuedAt - 1).note).toBe("stale");
    expect(story.state.assignee).toBeNull();
    story.acts("claim", staff.support);
    expect(given(story, "u-asha").note).toBe("stale");
    expect(story.state.assignee).toBe("u-support");
    story.acts("void", staff.admin, { reason: "x" });
    expect(given(story, "u-asha").note).toBe("closed");
  });

  test("hears once that nobody is free, and can be given to somebody all the same", () => {
    const moved: Transition = {
      name: "Nobody",
      from: "*",
      on: [{ event: "nobody_available", queue: "support" }],
      set: { priority: "High" },
    };
    const story = waiting({ moved });
    expect(nobody(story).transition).toBe("moved");
    expect(nobody(story).note).toBe("stale");
    expect(given(story, "u-asha").note).toBeUndefined();
    expect(story.state).toMatchObject({ assignee: "u-asha", priority: "High" });
    story.acts("move", staff.support, { queue: "billing" });
    expect(nobody(story)).toMatchObject({ transition: null });
    expect(story.state.unattended).toBe(story.state.queuedAt);
  });
});
