import { expect, describe, test } from "vitest";
import { openStory, plain, staff, workflowNamed } from "../../tests/support/story.js";
import { applyPatch, patchBetween } from "./patch.js";
import type { CaseState } from "./state.js";

const ticket = workflowNamed("ticket");

describe("the log of a case", () => {
  const story = openStory(ticket);
  story.decides("ticket-routing", { queue: "billing", priority: "High", category: "billing" });
  story.writes("Hello?");
  story.acts("claim", staff.support);
  story.acts("escalate", staff.support, { reason: "x" });
  story.acts("void", staff.admin, { reason: "A test" });

  test("rebuilds the case after every turn, without the interpreter", () => {
    let state: CaseState | null = null;
    for (const turn of plain(story.turns)) {
      state = applyPatch(state, turn.patch);
      expect(state.turn).toBe(turn.turn);
    }
    expect(state).toEqual(story.state);
  });

  test("holds what changed and nothing else", () => {
    expect(Object.keys(story.turns[0]?.patch ?? {})).toHaveLength(Object.keys(story.state).length);
    expect(story.turns[2]?.patch).toEqual({ turn: 3, seen: { "sms/c-1": 2 }, automatic: 0 });
    expect(patchBetween(story.state, plain(story.state))).toEqual({});
  });

  test("does not take another order of members for a change", () => {
    const clocks = (ids: string[]) =>
      Object.fromEntries(ids.map((id) => [id, { startedAt: 1, dueAt: 2 }]));
    const before = { ...story.state, clocks: clocks(["a", "b"]) };
    const after = { ...story.state, clocks: clocks(["b", "a"]) };
    expect(patchBetween(before, after)).toEqual({});
  });
});
