import { describe, expect, test } from "vitest";
import { openStory, plain, staff, type Story, workflowNamed } from "../../tests/support/story.js";
import type { Organisation } from "../definition/organisation.js";
import { applyPatch } from "../interpreter/patch.js";
import type { CaseState } from "../interpreter/state.js";
import type { EventDoc } from "../store/events.js";
import { timeline } from "./timeline.js";

const workflow = workflowNamed("ticket");
const names = {
  workflow,
  organisation: { queues: [] } as unknown as Organisation,
  people: new Map([["u-support", "Amina"]]),
};

/** The rows that the store keeps of a story, as far as the timeline reads them. */
function rowsOf({ turns }: Story): EventDoc[] {
  let state: CaseState | null = null;
  return plain(turns).map((turn) => {
    state = applyPatch(state, turn.patch);
    const { event } = turn;
    return {
      turn: turn.turn,
      type: event.type,
      at: new Date(event.at),
      actor: "actor" in event ? event.actor.id : null,
      event,
      transition: turn.transition,
      note: turn.note ?? null,
      effects: turn.effects,
      state: state.state,
    } as unknown as EventDoc;
  });
}

const whole = () => {
  const story = openStory(workflow);
  story.decides("ticket-routing", { queue: "billing", priority: "High", category: "billing" });
  story.writes("Hello?");
  story.acts("claim", staff.support);
  story.acts("ask", staff.support, { text: "Which month?" });
  story.writes("March");
  story.acts("void", staff.support, { reason: "x" });
  story.happens({ type: "message_failed", at: story.at, effect: "T-1.5.0", why: "rejected" });
  story.acts("resolve", staff.support, { resolution: "Ok" });
  story.waitsFor("auto_close");
  story.writes("Thanks");
  return story;
};

describe("the timeline of a ticket", () => {
  const lines = timeline(rowsOf(whole()), () => names);

  test("tells every turn as a sentence", () => {
    expect(lines.map(({ turn, title, note }) => [turn, title, note])).toEqual([
      [1, "Opened by the patient's message", null],
      [2, "Rules decided: Route to a team", null],
      [3, "The patient wrote", "Noted; nothing follows from it here"],
      [4, "Take it", null],
      [5, "Ask the patient", null],
      [6, "The patient wrote: Patient answered", null],
      [7, "Void", "Not allowed at that moment"],
      [8, "A message was not delivered (rejected)", "Noted; nothing follows from it here"],
      [9, "Resolve", null],
      [10, "Time ran out: Close after two days. Close", null],
      [11, "The patient wrote", "The case was closed already"],
    ]);
  });

  test("tells in words that a patient wants no messages", () => {
    const story = openStory(workflow);
    story.happens({ type: "message_failed", at: story.at, effect: "T-1.1.0", why: "opted_out" });
    expect(timeline(rowsOf(story), () => names).at(-1)?.title).toBe(
      "A message was not delivered (the patient does not want messages)",
    );
  });

  test("says where the ticket was and came to, without a gap", () => {
    expect(lines[0]).toMatchObject({ from: null, to: { id: "new", name: "New" } });
    for (const [n, line] of lines.slice(1).entries()) expect(line.from).toEqual(lines[n]?.to);
    expect(lines.at(-1)?.to?.id).toBe("closed");
  });

  test("goes on in the middle from the state before", () => {
    const rest = timeline(rowsOf(whole()).slice(2), () => names).slice(1);
    expect(rest[0]).toMatchObject({ turn: 4, from: { id: "assigned", name: "Assigned" } });
    expect(rest).toEqual(lines.slice(3));
  });

  test("names who did it, what was filled in, what was sent, and the decision behind it", () => {
    expect(lines[4]).toMatchObject({
      actor: { id: "u-support", name: "Amina" },
      input: { text: "Which month?" },
      effects: [{ id: "T-1.5.0", kind: "send_message", what: "ticket-reply" }],
      decisionId: null,
    });
    expect(lines[0]?.effects.map(({ what }) => what)).toEqual([
      "ticket-received",
      "ticket-routing",
    ]);
    expect(lines[1]).toMatchObject({
      actor: null,
      input: { queue: "billing", priority: "High", category: "billing" },
      decisionId: "T-1.1.1",
    });
    expect(lines.at(-1)?.effects).toEqual([
      { id: "T-1.11.0", kind: "return_message", what: "m-4" },
    ]);
  });
});

describe("a timeline of turns that led nowhere", () => {
  test("still says what happened", () => {
    const story = openStory(workflow, { message: null });
    story.acts("claim", staff.support);
    story.decides("ticket-routing", { queue: "billing" });
    const late = timeline(rowsOf(story), () => names);
    expect(late[0]?.title).toBe("Opened");
    expect(late[2]).toMatchObject({
      title: "Rules “ticket-routing” answered",
      note: "Came too late; the case had moved on",
    });
  });
});
