import { describe, expect, test } from "vitest";
import { openStory, plain, staff, workflowNamed } from "../../tests/support/story.js";
import type { Outcome } from "./effect.js";
import type { CaseEvent } from "./event.js";
import { turnOf } from "./turn.js";

const ticket = workflowNamed("ticket");
const story = openStory(ticket);
const before = story.state;
const event: CaseEvent = {
  type: "acted",
  at: story.at,
  action: "claim",
  input: {},
  actor: staff.support,
  requestId: "r-1",
  seenEntry: 1,
};
const turn = story.happens(event);
const outcome: Outcome = {
  state: story.state,
  effects: turn.effects,
  transition: turn.transition,
};
const digestOf = (changed: Partial<Outcome>, changedEvent: object = {}): string =>
  turnOf(before, { ...event, ...changedEvent }, { ...outcome, ...changed }).digest;

describe("the digest of a turn", () => {
  test("is equal for equal turns, whoever computes them and whatever the order of members", () => {
    const reversed = Object.fromEntries(Object.entries(plain(event)).toReversed()) as CaseEvent;
    expect(turnOf(plain(before), reversed, plain(outcome)).digest).toBe(turn.digest);
    expect(turn.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  const effect = turn.effects[0];
  if (effect?.kind !== "send_message") throw new Error("the claim sends a message");
  const state = story.state;

  test.each<[string, Partial<Outcome>, object?]>([
    ["the turn", { state: { ...state, turn: 99 } }],
    ["the time", {}, { at: 1 }],
    ["who did it", {}, { actor: staff.medical }],
    ["the request", {}, { requestId: "r-2" }],
    ["what was seen", {}, { seenEntry: null }],
    ["what was filled in", {}, { input: { text: "x" } }],
    ["the transition", { transition: "escalate" }],
    ["no transition", { transition: null }],
    ["a note", { note: "refused" }],
    ["the state", { state: { ...state, state: "waiting" } }],
    ["the queue", { state: { ...state, queue: "billing" } }],
    ["the data", { state: { ...state, data: { ...state.data, name: "Asha" } } }],
    ["a clock", { state: { ...state, clocks: { x: { startedAt: 0, dueAt: 1 } } } }],
    ["fewer effects", { effects: [] }],
    ["another text", { effects: [{ ...effect, template: "ticket-reply" }] }],
    ["the id of an effect", { effects: [{ ...effect, id: "T-1.2.1" }] }],
    ["more effects", { effects: [effect, effect] }],
  ])("is another with a change of %s", (_, changed, changedEvent) => {
    expect(digestOf(changed, changedEvent)).not.toBe(turn.digest);
  });
});

describe("a turn", () => {
  test("keeps the event, what it did and why it did nothing", () => {
    expect(turn).toMatchObject({ turn: 2, event, transition: "claim" });
    expect(turn).not.toHaveProperty("note");
    const refused = story.acts("claim", staff.medical);
    expect(refused).toMatchObject({ turn: 3, transition: null, note: "refused", effects: [] });
  });
});
