import { describe, expect, test } from "vitest";
import type { EffectSpec } from "../../definition/workflow.js";
import {
  asked,
  byPhone,
  MONDAY,
  openStory,
  staff,
  workflowNamed,
} from "../../../tests/support/story.js";

const ticket = workflowNamed("ticket");

const withNote = (then: readonly EffectSpec[]) => ({
  ...ticket,
  transitions: {
    ...ticket.transitions,
    note: { name: "Note", from: "*" as const, by: ["support"], then: [...then] },
  },
});

describe("what a turn asks to be done", () => {
  test("comes in the order it is written, and leaves out what its condition does not want", () => {
    const urgent = { fact: "case.priority", operator: "equal", value: "Emergency" } as const;
    const calm = { not: urgent };
    const story = openStory(
      withNote([
        { do: "send", template: "ticket-reply", when: urgent },
        { do: "send", template: "ticket-closed", when: calm },
        { do: "decide", rules: "ticket-routing" },
        { do: "send", template: "ticket-resolved" },
      ]),
    );
    const turn = story.acts("note", staff.support);
    expect(asked(turn)).toEqual([
      "send ticket-closed",
      "decide ticket-routing",
      "send ticket-resolved",
    ]);
    expect(turn.effects.map(({ id }) => id)).toEqual(["T-1.2.0", "T-1.2.1", "T-1.2.2"]);
  });

  test("may depend on what the person filled in", () => {
    const when = { fact: "input.tell", operator: "equal", value: true } as const;
    const story = openStory(withNote([{ do: "send", template: "ticket-reply", when }]));
    expect(asked(story.acts("note", staff.support, { tell: false }))).toEqual([]);
    expect(asked(story.acts("note", staff.support, { tell: true }))).toEqual(["send ticket-reply"]);
  });

  test("sees the case as it is after the transition", () => {
    const story = openStory({
      ...ticket,
      transitions: {
        ...ticket.transitions,
        note: {
          name: "Note",
          from: "*",
          by: ["support"],
          set: { queue: "billing" },
          then: [{ do: "decide", rules: "ticket-routing" }],
        },
      },
    });
    const [effect] = story.acts("note", staff.support).effects;
    expect(effect).toMatchObject({ facts: { case: { queue: "billing" } } });
  });

  test("may be of use in this state alone, and then names its entry", () => {
    const reminder = { do: "send", template: "ticket-reply", whileHere: true } as const;
    const story = openStory(withNote([reminder, { do: "send", template: "ticket-closed" }]));
    const turn = story.acts("note", staff.support);
    expect(turn.effects[0]).toMatchObject({ entry: story.state.entry });
    expect(turn.effects[1]).not.toHaveProperty("entry");
  });

  test("carries the facts by value, with the state entry they were taken at", () => {
    const story = openStory(ticket, { data: { name: "Asha" } });
    expect(story.turns[0]?.effects[1]).toEqual({
      kind: "decide",
      id: "T-1.1.1",
      rules: "ticket-routing",
      entry: 1,
      facts: {
        case: {
          id: "T-1",
          state: "new",
          priority: "Medium",
          queue: "triage",
          assignee: null,
          channel: byPhone.channel,
          language: "en",
          ageMinutes: 0,
        },
        data: { description: "Hello", name: "Asha" },
      },
    });
  });

  test("tells the rules of a later question how old the case is", () => {
    const story = openStory(withNote([{ do: "decide", rules: "ticket-routing" }]));
    story.at = MONDAY + 90_000;
    const [effect] = story.acts("note", staff.support).effects;
    expect(effect).toMatchObject({ entry: 1, facts: { case: { ageMinutes: 1 } } });
  });
});
