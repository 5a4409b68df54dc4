import { describe, expect, test } from "vitest";
import type { CaseProgram } from "../slim.js";
import { MAX_AUTOMATIC_TURNS } from "../state.js";
import { advance, refusal } from "./index.js";
import {
  asked,
  byPhone,
  dayAndNight,
  MONDAY,
  openStory,
  staff,
  type Story,
  workflowNamed,
} from "../../../tests/support/story.js";

const ticket = dayAndNight(workflowNamed("ticket"));
const HOUR = 3_600_000;
const lostProperty = workflowNamed("lost-property");
const { support, medical, admin, porter } = staff;
const emergency = { queue: "medical", priority: "Emergency", category: "patient_safety" };
const routing = { queue: "billing", priority: "Medium", category: "billing" };

/** A ticket that has just come in, has been routed, is worked on, waits for the patient, or is resolved. */
const ticketIn = {
  new: () => openStory(ticket),
  assigned: () => after(ticketIn.new(), (story) => story.decides("ticket-routing", routing)),
  in_progress: () => after(ticketIn.assigned(), (story) => story.acts("claim", support)),
  waiting: () =>
    after(ticketIn.in_progress(), (story) => story.acts("ask", support, { text: "?" })),
  emergency: () => after(ticketIn.new(), (story) => story.decides("ticket-routing", emergency)),
  review: () =>
    after(ticketIn.emergency(), (story) =>
      story.acts("resolve_emergency", medical, { resolution: "Ok" }),
    ),
  resolved: () =>
    after(ticketIn.in_progress(), (story) => story.acts("resolve", support, { resolution: "Ok" })),
  closed: () => after(ticketIn.resolved(), (story) => story.acts("close", support)),
};

function after(story: Story, step: (story: Story) => unknown): Story {
  step(story);
  return story;
}

/** What comes back of the one open alert. */
function hears(story: Story, what: "acknowledged" | "unanswered") {
  const [first] = Object.entries(story.state.alerts ?? {});
  if (!first) throw new Error("no alert is open");
  const [alert, { team, level }] = first;
  const common = { at: story.at, alert, team, level };
  return story.happens(
    what === "unanswered"
      ? { ...common, type: "alert_unanswered", why: "silence" }
      : { ...common, type: "alert_acknowledged", actor: medical, requestId: "ack" },
  );
}

describe("a new ticket", () => {
  test("begins in the initial state with what the patient wrote, and nobody's yet", () => {
    const { state } = openStory(ticket, { data: { name: "Asha" } });
    expect(state).toEqual({
      id: "T-1",
      workflow: "ticket",
      turn: 1,
      entry: 1,
      state: "new",
      status: "open",
      priority: "Medium",
      queue: "triage",
      queuedAt: 1,
      assignee: null,
      data: { description: "Hello", name: "Asha" },
      contact: byPhone,
      clocks: {
        first_response: {
          startedAt: MONDAY,
          dueAt: MONDAY + 24 * HOUR,
          next: { mark: "warning", at: MONDAY + 18 * HOUR },
        },
        resolution: {
          startedAt: MONDAY,
          dueAt: MONDAY + 72 * HOUR,
          next: { mark: "warning", at: MONDAY + 54 * HOUR },
        },
      },
      seen: { "sms/c-1": 1 },
      automatic: 0,
      createdAt: MONDAY,
      updatedAt: MONDAY,
    });
  });

  test("is acknowledged and asks the rules, in this order, with ids of its own", () => {
    const [turn] = ticketIn.new().turns;
    expect(turn && asked(turn)).toEqual(["send ticket-received", "decide ticket-routing"]);
    expect(turn?.effects.map(({ id }) => id)).toEqual(["T-1.1.0", "T-1.1.1"]);
  });

  test("takes the priority and queue it is given", () => {
    const { state } = openStory(ticket, { priority: "Emergency", queue: "medical" });
    expect(state).toMatchObject({ priority: "Emergency", queue: "medical" });
    expect(state.clocks["first_response"]?.dueAt).toBe(MONDAY + 300_000);
  });

  test("keeps what a form says over the text of its message", () => {
    const { state } = openStory(ticket, { data: { description: "From the form" } });
    expect(state.data["description"]).toBe("From the form");
  });

  test("sends nothing when there is nobody to send it to", () => {
    for (const contact of [null, { ...byPhone, channel: "" }]) {
      const [turn] = openStory(ticket, { contact, message: null }).turns;
      expect(turn && asked(turn)).toEqual(["decide ticket-routing"]);
      expect(turn?.effects[0]?.id).toBe("T-1.1.0");
    }
  });

  test("is not made twice: another `created` changes nothing", () => {
    const story = ticketIn.assigned();
    const turn = story.happens({
      type: "created",
      at: MONDAY,
      id: "T-2",
      actor: support,
      data: {},
      contact: null,
      message: null,
    });
    expect(turn).toMatchObject({ transition: null, note: "repeated", effects: [] });
    expect(story.state).toMatchObject({ id: "T-1", state: "assigned", turn: 3 });
  });

  test("cannot be anything but created first", () => {
    expect(() => advance(ticket, null, { type: "clock_due", at: 0, clock: "x" })).toThrow(
      TypeError,
    );
  });
});

describe("every transition of the ticket", () => {
  const rows: [string, keyof typeof ticketIn, (story: Story) => unknown, string, string[]][] = [
    ["route", "new", (s) => s.decides("ticket-routing", routing), "assigned", ["ticket-assigned"]],
    [
      "route_emergency",
      "new",
      (s) => s.decides("ticket-routing", emergency),
      "emergency",
      ["ticket-emergency"],
    ],
    [
      "danger_sign",
      "resolved",
      (s) => s.writes("He has chest pain"),
      "emergency",
      ["ticket-emergency"],
    ],
    [
      "claim_emergency",
      "emergency",
      (s) => s.acts("claim_emergency", medical),
      "emergency",
      ["ticket-in-progress"],
    ],
    ["emergency_acknowledged", "emergency", (s) => hears(s, "acknowledged"), "emergency", []],
    ["emergency_unanswered", "emergency", (s) => hears(s, "unanswered"), "emergency", []],
    [
      "emergency_escalated",
      "emergency",
      (s) => s.reaches("emergency_resolution", "next_tier"),
      "emergency",
      [],
    ],
    ["emergency_overdue", "emergency", (s) => s.waitsFor("emergency_resolution"), "emergency", []],
    [
      "resolve_emergency",
      "emergency",
      (s) => s.acts("resolve_emergency", medical, { resolution: "Seen" }),
      "review",
      ["ticket-resolved"],
    ],
    [
      "stand_down",
      "emergency",
      (s) => s.acts("stand_down", medical, { reason: "A mistake" }),
      "assigned",
      ["ticket-assigned"],
    ],
    ["learn", "review", (s) => s.acts("learn", medical, { text: "Next time" }), "resolved", []],
    [
      "declare_emergency",
      "waiting",
      (s) => s.acts("declare_emergency", support, { reason: "Worse" }),
      "waiting",
      [],
    ],
    ["claim", "new", (s) => s.acts("claim", support), "in_progress", ["ticket-in-progress"]],
    ["claim", "assigned", (s) => s.acts("claim", medical), "in_progress", ["ticket-in-progress"]],
    [
      "reply",
      "assigned",
      (s) => s.acts("reply", support, { text: "Hi" }),
      "assigned",
      ["ticket-reply"],
    ],
    [
      "reply",
      "waiting",
      (s) => s.acts("reply", support, { text: "Hi" }),
      "waiting",
      ["ticket-reply"],
    ],
    [
      "ask",
      "in_progress",
      (s) => s.acts("ask", support, { text: "?" }),
      "waiting",
      ["ticket-reply"],
    ],
    ["answered", "waiting", (s) => s.writes("Yes"), "in_progress", []],
    [
      "resolve",
      "assigned",
      (s) => s.acts("resolve", admin, { resolution: "Ok" }),
      "resolved",
      ["ticket-resolved"],
    ],
    ["reopen", "resolved", (s) => s.acts("reopen", medical), "in_progress", ["ticket-reopened"]],
    ["reopened_by_patient", "resolved", (s) => s.writes("No!"), "in_progress", ["ticket-reopened"]],
    ["close", "resolved", (s) => s.acts("close", support), "closed", ["ticket-closed"]],
    ["close", "resolved", (s) => s.waitsFor("auto_close"), "closed", ["ticket-closed"]],
    [
      "hand_to_medical",
      "in_progress",
      (s) => s.acts("hand_to_medical", support, { reason: "x" }),
      "assigned",
      ["ticket-handed-over"],
    ],
    [
      "escalate",
      "waiting",
      (s) => s.acts("escalate", support, { reason: "x" }),
      "assigned",
      ["ticket-escalated"],
    ],
    ["escalate_late", "new", (s) => s.waitsFor("first_response"), "new", ["ticket-escalated"]],
    [
      "escalate_late",
      "assigned",
      (s) => s.waitsFor("first_response"),
      "assigned",
      ["ticket-escalated"],
    ],
    ["answer_soon", "assigned", (s) => s.reaches("first_response", "warning"), "assigned", []],
    ["resolve_soon", "in_progress", (s) => s.reaches("resolution", "warning"), "in_progress", []],
    ["resolve_late", "in_progress", (s) => s.waitsFor("resolution"), "in_progress", []],
    [
      "call",
      "new",
      (s) => s.acts("call", support, { direction: "they_called", text: "x" }),
      "new",
      [],
    ],
    [
      "missed_call",
      "waiting",
      (s) => s.acts("missed_call", support, { outcome: "busy" }),
      "waiting",
      [],
    ],
    ["note", "resolved", (s) => s.acts("note", support, { text: "x" }), "resolved", []],
    ["assign", "assigned", (s) => s.acts("assign", support, { assignee: "u-2" }), "assigned", []],
    ["release", "in_progress", (s) => s.acts("release", support), "assigned", []],
    [
      "move",
      "in_progress",
      (s) => s.acts("move", support, { queue: "billing" }),
      "in_progress",
      [],
    ],
    ["prioritise", "new", (s) => s.acts("prioritise", support, { priority: "Low" }), "new", []],
    [
      "categorise",
      "new",
      (s) => s.acts("categorise", support, { category: "technical" }),
      "new",
      [],
    ],
    ["void", "waiting", (s) => s.acts("void", admin, { reason: "A test" }), "voided", []],
  ];

  test.each(rows)("%s leads on from %s", (transition, from, step, to, sends) => {
    const story = after(ticketIn[from](), step);
    expect(story.turns.at(-1)).toMatchObject({ transition });
    expect(story.state.state).toBe(to);
    expect(
      story.turns.at(-1)?.effects.flatMap((e) => (e.kind === "send_message" ? [e.template] : [])),
    ).toEqual(sends);
    expect(story.state.status).toBe(["closed", "voided"].includes(to) ? "closed" : "open");
    const moved = ticket.transitions[transition]?.to !== undefined;
    expect(story.state.entry === story.state.turn).toBe(moved);
  });

  test("waits for the rules also when nobody has answered in time meanwhile", () => {
    const late = after(ticketIn.new(), (s) => s.waitsFor("first_response"));
    expect(late.state).toMatchObject({ queue: "medical", priority: "Medium" });
    expect(late.decides("ticket-routing", emergency)).toMatchObject({
      transition: "route_emergency",
    });
    const declared = after(ticketIn.assigned(), (s) => {
      s.at += 2 * HOUR;
      s.acts("declare_emergency", support, { reason: "Worse" });
    });
    // A ticket that is called an emergency has been read, whatever time that priority would have left.
    expect(declared.state.clocks).not.toHaveProperty("first_response");
    expect(declared.state.clocks["resolution"]).toMatchObject({ dueAt: null });
    expect(declared.decides("ticket-routing", emergency)).toMatchObject({
      transition: "route_emergency",
    });
  });

  test("takes the emergency's own acknowledgement alone for somebody who has it", () => {
    const story = after(ticketIn.assigned(), (s) => {
      s.reaches("first_response", "warning");
      s.writes("He has chest pain");
    });
    const [warning] = Object.entries(story.state.alerts ?? {});
    const answer = { actor: support, requestId: "ack", team: "billing", level: "warning" } as const;
    story.happens({
      type: "alert_acknowledged",
      at: story.at,
      alert: warning?.[0] ?? "",
      ...answer,
    });
    expect(story.state).toMatchObject({ state: "emergency", assignee: null });
  });

  test("is in the table above", () => {
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(Object.keys(ticket.transitions)));
  });

  test("sets what it says: queue, priority, assignee and fields", () => {
    expect(ticketIn.assigned().state).toMatchObject({
      queue: "billing",
      priority: "Medium",
      data: { category: "billing" },
    });
    expect(ticketIn.in_progress().state.assignee).toBe("u-support");
    const escalated = after(ticketIn.in_progress(), (s) =>
      s.acts("escalate", support, { reason: "x" }),
    );
    expect(escalated.state).toMatchObject({
      queue: "medical",
      priority: "Critical",
      assignee: null,
      data: { escalated: true, description: "Hello" },
    });
    const voided = after(ticketIn.new(), (s) => s.acts("void", admin, { reason: "A test" }));
    expect(voided.state.data["voidReason"]).toBe("A test");
  });

  test("lets the text of a message quote the form that was filled in, and nothing else", () => {
    const reply = ticketIn.assigned().acts("reply", support, { text: "Come on Monday" });
    expect(reply.effects).toEqual([
      {
        kind: "send_message",
        id: "T-1.3.0",
        template: "ticket-reply",
        contact: byPhone,
        input: { text: "Come on Monday" },
      },
    ]);
    const reopened = ticketIn.resolved().writes("It hurts again");
    expect(reopened.effects[0]).toMatchObject({ input: {} });
  });
});

describe("lost property, which no code knows of", () => {
  const searching = (valuable: boolean) =>
    after(openStory(lostProperty), (story) =>
      story.decides("lost-property-routing", { priority: "Urgent", valuable }),
    );

  test("goes from report to the owner", () => {
    const story = searching(true);
    expect(story.state).toMatchObject({
      state: "searching",
      priority: "Urgent",
      data: { valuable: true },
    });
    const found = ["send lp-found", "reserve lockers", "reserve labels"];
    expect(asked(story.acts("find", porter, { shelf: 12 }))).toEqual(found);
    expect(story.state).toMatchObject({ assignee: "u-porter", data: { shelf: 12 } });
    expect(asked(story.waitsFor("pickup"))).toEqual(["send lp-found"]);
    const back = { receivedBy: "Asha", identityChecked: true };
    expect(asked(story.acts("hand_back", porter, back))).toEqual([
      "send lp-returned",
      "release everything",
    ]);
    expect(story.state).toMatchObject({ state: "returned", status: "closed", clocks: {} });
  });

  test("ends when the time to search is over", () => {
    const story = searching(true);
    expect(asked(story.waitsFor("search"))).toEqual(["send lp-not-found", "release everything"]);
    expect(story.state).toMatchObject({ state: "not_found", status: "closed" });
  });

  test("does what a state asks for on entering it, once per entry", () => {
    const story = searching(false);
    const found = story.acts("find", porter, { shelf: 1 });
    expect(asked(found)).toEqual(["send lp-found"]);
    expect(asked(story.acts("reply", porter, { text: "Come" }))).toEqual(["send lp-reply"]);
  });

  test("is given up only when the thing is not valuable", () => {
    const story = searching(true);
    expect(story.acts("give_up", porter)).toMatchObject({ transition: null, note: "refused" });
    expect(after(searching(false), (s) => s.acts("give_up", porter)).state.state).toBe("not_found");
  });

  test("is handed back only to somebody whose identity was checked: a guard reads the form", () => {
    const story = after(searching(true), (s) => s.acts("find", porter, { shelf: 1 }));
    const event = {
      type: "acted" as const,
      at: MONDAY,
      action: "hand_back",
      input: { receivedBy: "Asha", identityChecked: false },
      actor: porter,
      requestId: "r",
      seenEntry: null,
    };
    expect(refusal(story.program, story.state, event)).toEqual({
      code: "not_allowed",
      allowed: ["reply", "hand_back"],
    });
    const checked = { ...event, input: { receivedBy: "Asha", identityChecked: true } };
    expect(refusal(story.program, story.state, checked)).toBeNull();
  });
});

describe("what cases share", () => {
  const found = () => {
    const story = openStory(lostProperty);
    story.decides("lost-property-routing", { priority: "Normal", valuable: true });
    return after(story, (one) => one.acts("find", porter, { shelf: 1 }));
  };
  const answer = (
    story: Story,
    type: "reserved" | "used" | "refused",
    about: { quantity: string; entry?: number },
  ) => {
    const { quantity, entry = story.state.entry } = about;
    return story.happens({ type, at: story.at, effect: `L-${quantity}`, entry, quantity });
  };

  test("is asked for with an amount and a time", () => {
    const [, lockers, labels] = found().turns.at(-1)?.effects ?? [];
    const entry = { entry: 3 };
    expect(lockers).toMatchObject({ quantity: "lockers", amount: 1, holdMs: null, ...entry });
    expect(labels).toMatchObject({ quantity: "labels", amount: 1, holdMs: 1_800_000, ...entry });
  });

  test("is there or not: each answer about each quantity has consequences of its own", () => {
    const story = found();
    expect(answer(story, "reserved", { quantity: "lockers" })).toMatchObject({
      transition: "lock_away",
    });
    expect(asked(answer(story, "reserved", { quantity: "labels" }))).toEqual(["use labels"]);
    expect(answer(story, "used", { quantity: "labels" }).transition).toBe("stick_label");
    expect(answer(story, "refused", { quantity: "lockers" }).transition).toBe("keep_at_hand");
    expect(story.state).toMatchObject({
      priority: "Urgent",
      data: { locked: false, labelled: true },
    });
  });

  test("goes back when the case has moved on before it got it, and nothing else happens", () => {
    const story = found();
    const late = answer(story, "reserved", { quantity: "lockers", entry: 2 });
    expect(late).toMatchObject({ transition: null, note: "stale" });
    expect(late.effects).toEqual([
      { kind: "release", id: "T-1.4.0", of: { reservation: "L-lockers" } },
    ]);
    const refused = answer(story, "refused", { quantity: "lockers", entry: 2 });
    expect(refused).toMatchObject({ note: "stale", effects: [] });
  });

  test("goes back when the case closes, also when it gets it only then", () => {
    const story = found();
    const { entry } = story.state;
    const back = { receivedBy: "Asha", identityChecked: true };
    const closing = story.acts("hand_back", porter, back);
    expect(closing.effects.at(-1)).toMatchObject({ kind: "release", of: "everything" });
    expect(asked(answer(story, "reserved", { quantity: "lockers", entry }))).toEqual([
      "release L-lockers",
    ]);
  });

  test("is no matter of cases that never take any", () => {
    const story = ticketIn.new();
    expect(asked(story.acts("void", staff.admin, { reason: "Twice" }))).not.toContain(
      "release everything",
    );
  });
});

describe("an answer of the rules", () => {
  test("that comes after the case has moved on is recorded and has no effect", () => {
    const story = after(ticketIn.new(), (s) => s.acts("claim", support));
    const before = story.state;
    const late = story.decides("ticket-routing", routing);
    expect(late).toMatchObject({ transition: null, note: "stale", effects: [] });
    expect(story.state).toEqual({ ...before, turn: 3, automatic: 1 });
  });

  test("still counts when the case has had events but has not moved", () => {
    const story = after(ticketIn.new(), (s) => s.acts("note", support, { text: "x" }));
    expect(story.decides("ticket-routing", routing)).toMatchObject({ transition: "route" });
  });

  test("of another rule set, or without anything that waits for it, changes nothing", () => {
    const story = ticketIn.new();
    expect(story.decides("other-rules", routing, 1)).toMatchObject({ note: "no_transition" });
    expect(story.state.state).toBe("new");
  });

  test("that leaves something out leaves it as it is; null takes a person off", () => {
    const story = ticketIn.new();
    story.decides("ticket-routing", { priority: "High" });
    expect(story.state).toMatchObject({ state: "assigned", queue: "triage", priority: "High" });
    expect(story.state.data).not.toHaveProperty("category");
  });

  test("that names a priority the workflow does not have leaves the priority as it is", () => {
    const story = ticketIn.new();
    story.decides("ticket-routing", { priority: "Whatever", queue: "billing" });
    expect(story.state).toMatchObject({ queue: "billing", priority: "Medium" });
  });
});

describe("a message of the patient", () => {
  test("with a number the case has seen is dropped", () => {
    const story = ticketIn.waiting();
    expect(story.writes("Hello", 1)).toMatchObject({ transition: null, note: "repeated" });
    expect(story.state.state).toBe("waiting");
    expect(story.writes("Yes", 2)).toMatchObject({ transition: "answered" });
    expect(story.writes("Yes", 2)).toMatchObject({ transition: null, note: "repeated" });
  });

  test("counts per conversation", () => {
    const story = ticketIn.waiting();
    const message = { id: "m", conversation: "form/c-1", number: 1, text: "By the form" };
    const turn = story.happens({ type: "message_received", at: story.at, message });
    expect(turn).toMatchObject({ transition: "answered" });
    expect(story.state.seen).toEqual({ "sms/c-1": 1, "form/c-1": 1 });
  });

  test("that nothing waits for is noted, and its number is remembered", () => {
    const story = ticketIn.assigned();
    expect(story.writes("Hello?", 5)).toMatchObject({ note: "no_transition" });
    expect(story.writes("Hello?", 4)).toMatchObject({ note: "repeated" });
  });

  test("to a closed case goes back, so that it opens another one", () => {
    const story = ticketIn.closed();
    const turn = story.writes("One more thing", 9);
    expect(turn).toMatchObject({ transition: null, note: "closed" });
    expect(turn.effects).toEqual([{ kind: "return_message", id: "T-1.6.0", message: "m-9" }]);
    expect(story.state).toMatchObject({ state: "closed", turn: 6, seen: { "sms/c-1": 1 } });
  });

  test("that a closed case has already had does not go back", () => {
    expect(ticketIn.closed().writes("Hello", 1)).toMatchObject({ note: "repeated", effects: [] });
  });
});

describe("a closed case", () => {
  test("obeys nobody and nothing, and says so in one turn each", () => {
    const story = ticketIn.closed();
    const { turn } = story.state;
    expect(story.acts("reopen", admin)).toMatchObject({ note: "closed", effects: [] });
    expect(story.decides("ticket-routing", routing, story.state.entry)).toMatchObject({
      note: "closed",
    });
    expect(story.happens({ type: "clock_due", at: MONDAY, clock: "auto_close" })).toMatchObject({
      note: "stale",
    });
    const failed = { type: "message_failed" as const, at: MONDAY, effect: "T-1.5.0", why: "gone" };
    expect(story.happens(failed)).toMatchObject({ note: "closed" });
    expect(story.state.turn).toBe(turn + 4);
  });

  test("has no clock that runs", () => {
    expect(ticketIn.closed().state.clocks).toEqual({});
  });
});

describe("a message that could not be delivered", () => {
  test("is a turn of the case, and moves nothing", () => {
    const story = ticketIn.assigned();
    const turn = story.happens({ type: "message_failed", at: MONDAY, effect: "T-1.1.0", why: "x" });
    expect(turn).toMatchObject({ transition: null, note: "no_transition", effects: [] });
  });

  test("moves a case whose workflow waits for that, of the template that it names", () => {
    const { transitions } = lostProperty;
    const call_back = {
      name: "Call back",
      from: "*" as const,
      on: [{ event: "message_failed" as const, template: "lp-found" }],
      when: { fact: "failed.why", operator: "equal" as const, value: "undelivered" },
      set: { priority: "Urgent" },
    };
    const flow = { ...lostProperty, transitions: { ...transitions, call_back } };
    const story = openStory(flow, { contact: byPhone });
    const fails = (template: string, why: string) =>
      story.happens({ type: "message_failed", at: MONDAY, effect: "L-1.1.0", why, template });
    expect(fails("lp-received", "undelivered")).toMatchObject({ transition: null });
    expect(fails("lp-found", "unknown")).toMatchObject({ transition: null });
    expect(fails("lp-found", "undelivered")).toMatchObject({ transition: "call_back" });
    expect(story.state.priority).toBe("Urgent");
  });

  test("goes out again, as it is, when a person wants it, and not once the case has closed", () => {
    const message = { channel: "africastalking", template: "ticket-reply", made: 1 };
    const wish = { actor: support, requestId: "again" };
    const resent = {
      type: "message_resent" as const,
      at: MONDAY,
      effect: "T-1.1.0",
      ...message,
      ...wish,
    };
    const story = ticketIn.assigned();
    const turn = story.happens(resent);
    expect(turn).toMatchObject({
      transition: null,
      effects: [{ kind: "resend_message", message: "T-1.1.0", ...message }],
    });
    expect(ticketIn.closed().happens(resent)).toMatchObject({
      note: "closed",
      effects: [],
    });
  });
});

describe("a workflow that goes round in circles", () => {
  /** Asks the rules whenever they have answered. */
  const circle: CaseProgram = {
    kind: "workflow",
    spec: 1,
    id: "circle",
    name: "Circle",
    priorities: ["Normal"],
    defaultPriority: "Normal",
    defaultQueue: "triage",
    initial: "here",
    onCreate: [{ do: "decide", rules: "again" }],
    states: { here: { name: "Here", class: "new" } },
    transitions: {
      again: {
        name: "Again",
        from: ["here"],
        to: "here",
        on: [{ event: "decided", rules: "again" }, { event: "message_received" }],
        then: [{ do: "decide", rules: "again" }],
      },
      stay: { name: "Stay", from: "*", by: ["support"] },
    },
  };

  function turns(story: Story): number {
    for (let n = 0; n < 2 * MAX_AUTOMATIC_TURNS; n += 1)
      if (story.decides("again", {}).note !== undefined) return n;
    return NaN;
  }

  test("is cut after as many turns as nobody caused", () => {
    const story = openStory(circle);
    expect(turns(story)).toBe(MAX_AUTOMATIC_TURNS);
    expect(story.turns.at(-1)).toMatchObject({ transition: null, note: "looping", effects: [] });
  });

  test("goes on when a person or the patient has done something", () => {
    const story = openStory(circle);
    turns(story);
    story.acts("stay", support);
    expect(turns(story)).toBe(MAX_AUTOMATIC_TURNS);
    story.writes("Again");
    expect(turns(story)).toBe(MAX_AUTOMATIC_TURNS);
  });
});
