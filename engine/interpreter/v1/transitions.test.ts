import { describe, expect, test } from "vitest";
import type { Workflow } from "../../definition/workflow.js";
import type { CaseEvent } from "../event.js";
import { allowedActions, refusal } from "./index.js";
import {
  MONDAY,
  openStory,
  staff,
  type Story,
  workflowNamed,
} from "../../../tests/support/story.js";

const ticket = workflowNamed("ticket");
const { support, medical, admin } = staff;

type Act = Extract<CaseEvent, { type: "acted" }>;

function act(action: string, parts: Partial<Act> = {}): Act {
  return {
    type: "acted",
    at: MONDAY,
    action,
    input: {},
    actor: support,
    requestId: "r-1",
    seenEntry: null,
    ...parts,
  };
}

function refusedIn(story: Story, event: Act) {
  return refusal(story.program, story.state, event);
}

function worked(): Story {
  const story = openStory(ticket);
  story.decides("ticket-routing", { queue: "support", priority: "Medium" });
  story.acts("claim", support);
  return story;
}

describe("an action that is refused", () => {
  test("names what this person may do instead, in the order of the workflow", () => {
    const story = openStory(ticket);
    const allowed = [
      ...["claim", "declare_emergency", "escalate", "call", "missed_call"],
      ...["note", "move", "prioritise", "categorise"],
    ];
    expect(refusedIn(story, act("resolve"))).toEqual({ code: "not_allowed", allowed });
    expect(refusedIn(story, act("resolve", { actor: admin }))).toEqual({
      code: "not_allowed",
      allowed: [...allowed, "void"],
    });
    expect(refusedIn(story, act("resolve", { actor: { id: "x", roles: [] } }))).toEqual({
      code: "not_allowed",
      allowed: [],
    });
  });

  test.each(["void", "no-such-action", "answered", "toString", "__proto__", ""])(
    "may be %j: not everybody's, not a person's, or not there",
    (action) => {
      expect(refusedIn(worked(), act(action))).toMatchObject({ code: "not_allowed" });
    },
  );

  test("changes nothing when it is recorded all the same", () => {
    const story = worked();
    const before = story.state;
    expect(story.acts("void", support)).toMatchObject({ note: "refused", transition: null });
    expect(story.state).toEqual({ ...before, turn: before.turn + 1 });
  });

  test("on a closed case says that it is closed", () => {
    const story = worked();
    story.acts("void", admin, { reason: "x" });
    expect(refusedIn(story, act("note"))).toEqual({ code: "closed" });
    expect(allowedActions(story.program, story.state, ["admin"], MONDAY)).toEqual([]);
  });
});

describe("a person who acts on what they saw a while ago", () => {
  test("is told that the case has changed, when its state was entered anew since", () => {
    const story = worked();
    expect(refusedIn(story, act("resolve", { seenEntry: 2 }))).toEqual({ code: "changed" });
    expect(refusedIn(story, act("resolve", { seenEntry: 3 }))).toBeNull();
    expect(refusedIn(story, act("resolve", { seenEntry: null }))).toBeNull();
  });

  test("may still do what commutes", () => {
    for (const action of ["reply", "note", "assign"])
      expect(refusedIn(worked(), act(action, { seenEntry: 1 }))).toBeNull();
  });

  test("may not do what commutes where it does not begin any more", () => {
    const story = worked();
    story.acts("resolve", support, { resolution: "x" });
    expect(refusedIn(story, act("reply", { seenEntry: 1 }))).toMatchObject({ code: "not_allowed" });
  });

  test("is not told so when the case had events but stayed in its state", () => {
    const story = worked();
    const seenEntry = story.state.entry;
    story.acts("note", medical, { text: "x" });
    story.writes("Hello?");
    expect(refusedIn(story, act("resolve", { seenEntry }))).toBeNull();
  });

  test("is told so when the case left its state and came back", () => {
    const story = worked();
    const seenEntry = story.state.entry;
    story.acts("ask", support, { text: "?" });
    story.writes("Yes");
    expect(refusedIn(story, act("resolve", { seenEntry }))).toEqual({ code: "changed" });
  });

  test("who claims what another has just claimed is refused", () => {
    const story = worked();
    const late = act("claim", { actor: medical, seenEntry: null });
    expect(refusedIn(story, late)).toMatchObject({ code: "not_allowed" });
    expect(story.state.assignee).toBe("u-support");
  });
});

describe("a guard", () => {
  const guarded = (when: NonNullable<Workflow["transitions"][string]["when"]>): Story =>
    openStory({
      ...ticket,
      transitions: {
        ...ticket.transitions,
        sign: { name: "Sign", from: "*", by: ["support"], when },
      },
    });
  const offers = (story: Story): boolean =>
    allowedActions(story.program, story.state, ["support"], MONDAY).includes("sign");

  test("on the case itself decides what is offered", () => {
    expect(offers(guarded({ fact: "case.priority", operator: "equal", value: "Medium" }))).toBe(
      true,
    );
    expect(offers(guarded({ fact: "case.priority", operator: "equal", value: "Low" }))).toBe(false);
    expect(offers(guarded({ fact: "case.channel", operator: "isPresent" }))).toBe(true);
    expect(offers(guarded({ fact: "case.assignee", operator: "isPresent" }))).toBe(false);
  });

  test("on the form, or on who acts, is left open in the offer and tested in the act", () => {
    const byInput = guarded({ fact: "input.pin", operator: "equal", value: "1234" });
    const byPerson = guarded({ not: { fact: "actor.id", operator: "equal", value: "u-2" } });
    const onlyOne = guarded({ fact: "actor.id", operator: "equal", value: "u-support" });
    expect([byInput, byPerson, onlyOne].map(offers)).toEqual([true, true, true]);
    expect(refusedIn(byInput, act("sign", { input: { pin: "1234" } }))).toBeNull();
    expect(refusedIn(byInput, act("sign", { input: { pin: "0" } }))).not.toBeNull();
    expect(refusedIn(onlyOne, act("sign"))).toBeNull();
    const other = { id: "u-2", roles: ["support"] };
    expect(refusedIn(onlyOne, act("sign", { actor: other }))).not.toBeNull();
    expect(refusedIn(byPerson, act("sign", { actor: other }))).not.toBeNull();
  });

  test("on a text that merely looks like a field of the form is tested in the offer", () => {
    const when = { fact: "case.queue", operator: "equal", value: "input.queue" } as const;
    expect(offers(guarded(when))).toBe(false);
  });

  test("counts whole minutes since the case was opened", () => {
    const story = guarded({ fact: "case.ageMinutes", operator: "atLeast", value: 10 });
    const at = (ms: number) => refusedIn(story, act("sign", { at: MONDAY + ms }));
    expect(at(599_999)).not.toBeNull();
    expect(at(600_000)).toBeNull();
  });
});

describe("an event that two transitions want", () => {
  test("goes to the first whose guard lets it pass", () => {
    const { route } = ticket.transitions;
    if (!route) throw new Error("the ticket is routed");
    const guarded = {
      ...route,
      when: { fact: "outcome.queue", operator: "equal", value: "medical" } as const,
      to: "in_progress",
    };
    const transitions = { first: guarded, ...ticket.transitions };
    const to = (queue: string) => {
      const story = openStory({ ...ticket, transitions });
      return story.decides("ticket-routing", { queue }).transition;
    };
    expect(to("medical")).toBe("first");
    expect(to("billing")).toBe("route");
  });
});

describe("an answer that collects a list", () => {
  test("moves the case by what is in it, and by what is not", () => {
    const { route } = ticket.transitions;
    if (!route) throw new Error("the ticket is routed");
    const when = { fact: "outcome.risks", operator: "contains", value: "infection" } as const;
    const story = (risks: readonly string[]) => {
      const transitions = { isolate: { ...route, when, to: "in_progress" }, ...ticket.transitions };
      return openStory({ ...ticket, transitions }).decides("ticket-routing", {
        queue: "medical",
        risks: [...risks],
      });
    };
    expect(story(["fall", "infection"]).transition).toBe("isolate");
    expect(story(["fall"]).transition).toBe("route");
    expect(story([]).transition).toBe("route");
  });
});

describe("a place in the queue", () => {
  test("is lost when the case goes to another queue, or back to the queue from a person", () => {
    const story = worked();
    expect(story.state.queuedAt).toBe(2);
    story.acts("prioritise", support, { priority: "High" });
    expect(story.state.queuedAt).toBe(2);
    story.acts("move", support, { queue: "billing" });
    expect(story.state.queuedAt).toBe(5);
    story.acts("assign", support, { assignee: "u-2" });
    expect(story.state.queuedAt).toBe(5);
    story.acts("release", support);
    expect(story.state.queuedAt).toBe(7);
  });
});
