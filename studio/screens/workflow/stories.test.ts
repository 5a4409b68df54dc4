import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findProjectRoot } from "../../../engine/config.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../../../engine/release-files.js";
import type { EffectSpec, Workflow } from "../../../engine/definition/workflow.js";
import { graphOf } from "../../canvas/graph.js";
import { move, workflowOf } from "../../canvas/testing/workflows.js";
import { marksOf } from "./marks.js";
import type { Subject } from "./names.js";
import { stateStory } from "./state-story.js";
import { transitionStory } from "./transition-story.js";

let ticket: Subject;
beforeAll(async () => {
  const folders = SHIPPED_FOLDERS.map((folder) => join(findProjectRoot(), folder));
  const { body } = await readReleaseFiles(folders);
  const workflow = body?.workflows.find(({ id }) => id === "ticket");
  if (!body || !workflow) throw new Error("no ticket is shipped");
  ticket = { body, workflow };
});

function state(id: string) {
  const node = graphOf(ticket.workflow).states.find((one) => one.id === id);
  if (!node) throw new Error(`no state ${id}`);
  return stateStory(ticket, node);
}

/** A made-up workflow of two states in the organisation that we ship. */
function madeUp(
  transitions: Parameters<typeof workflowOf>[1],
  rest: Parameters<typeof workflowOf>[2] = {},
): Subject {
  const states = {
    open: { name: "Open", class: "new" },
    closed: { name: "Closed", class: "done", final: true },
  } as const;
  return { body: ticket.body, workflow: workflowOf(states, transitions, rest) };
}

describe("a transition is told in plain sentences", () => {
  it("that people do: roles, what the form asks, what is set and sent, and the clock it stops", () => {
    expect(transitionStory(ticket, "escalate")).toEqual({
      id: "escalate",
      name: "Escalate",
      who: ["Support, Medical support, or Administrator can do it."],
      asks: [{ label: "Why?", required: true }],
      only: [],
      does: [
        "The case moves to “Assigned”.",
        "The priority becomes “Critical”.",
        "“Escalated” becomes yes.",
        "The queue becomes “Medical support”.",
        "Nobody is assigned any more.",
        "The patient gets the message “Ticket escalated”.",
      ],
      clocks: ["The clock “First response” stops."],
    });
  });

  it("that logs a phone call", () => {
    const does = (id: string) => transitionStory(ticket, id)?.does;
    expect(does("call")).toContain("A phone call with the patient is logged.");
    expect(does("missed_call")).toContain("A phone call that nobody answered is logged.");
  });

  it("that happens by itself: after rules, a message, or a clock", () => {
    const who = (id: string) => transitionStory(ticket, id)?.who;
    expect(who("route")).toEqual([
      "It happens by itself when the rules “Ticket routing” have answered.",
    ]);
    expect(who("answered")).toEqual(["It happens by itself when the patient writes."]);
    expect(who("close")).toEqual([
      "Support, Medical support, or Administrator can do it.",
      "It happens by itself when the clock “Close after two days” runs out.",
    ]);
  });

  it("that warns before a promise is broken, with when the warning is over", () => {
    const { who, does } = transitionStory(ticket, "answer_soon") ?? {};
    expect(who).toEqual([
      "It happens by itself when the clock “First response” reaches “Nearly due”.",
    ]);
    expect(does).toEqual([
      "The case stays where it is.",
      "An alert (warning) calls the team that the queue of the case names; it is over once the clock “First response” stops.",
    ]);
  });

  it("with the clocks that start where it leads and stop where it comes from, as the interpreter does it", () => {
    expect(transitionStory(ticket, "resolve")?.clocks).toEqual([
      "The clock “First response” stops.",
      "The clock “Resolution” stops.",
      "The clock “Close after two days” starts: 2 days, spread over up to 30 min more.",
    ]);
    expect(transitionStory(ticket, "reopen")?.clocks).toEqual([
      "The clock “Close after two days” stops.",
    ]);
    expect(transitionStory(ticket, "close")?.does.at(-1)).toBe(
      "The case is closed and all its clocks stop.",
    );
    expect(transitionStory(ticket, "close")?.clocks).toEqual([]);
  });

  it("with its condition and those of its messages, by the names that forms give the fields", () => {
    const form = {
      type: "object",
      properties: { reason: { type: "string", title: "Why?" } },
      additionalProperties: false,
    } as const;
    const subject = madeUp(
      {
        close: {
          ...move("Close", ["open"], "closed"),
          form: "why",
          when: { fact: "input.reason", operator: "equal", value: "done" },
          then: [
            {
              do: "send",
              template: "ticket-closed",
              when: { not: { fact: "case.assignee", operator: "isPresent" } },
            },
          ],
        },
      },
      { forms: { why: form } },
    );
    const story = transitionStory(subject, "close");
    expect(story?.only).toEqual(["Only when “Why?” is “done”."]);
    expect(story?.does).toContain(
      "The patient gets the message “Ticket closed”, but only when the assignee is not given.",
    );
  });

  it("with where its values come from", () => {
    const set = {
      queue: { from: "outcome.queue" },
      assignee: { from: "actor.id" },
      priority: { from: "input.priority" },
      "data.count": 3,
      "data.note": null,
    };
    const subject = madeUp({ go: { ...move("Go", "*"), set } });
    expect(transitionStory(subject, "go")?.does).toEqual([
      "The case stays where it is.",
      "The queue becomes what the rules answered.",
      "Whoever does it is assigned.",
      "The priority becomes what the form says under “priority”.",
      "“count” becomes 3.",
      "“note” is cleared.",
    ]);
  });

  it("with what it takes of things that run out, and what happens when they have", () => {
    const subject = madeUp({
      take: {
        ...move("Take a locker", ["open"]),
        then: [
          { do: "reserve", quantity: "lockers", amount: 2, hold: "PT30M" },
          { do: "use", quantity: "lockers" },
          { do: "release", quantity: "lockers" },
        ],
      },
      none: {
        name: "None left",
        from: ["open"],
        to: "closed",
        on: [
          { event: "reserved", quantity: "lockers" },
          { event: "used", quantity: "lockers" },
          { event: "refused", quantity: "lockers" },
        ],
      },
    });
    expect(transitionStory(subject, "take")?.does.slice(1)).toEqual([
      "The case reserves 2 of “lockers” for 30 min.",
      "What the case has reserved of “lockers” is used up.",
      "What the case has reserved of “lockers” goes back.",
    ]);
    expect(transitionStory(subject, "none")?.who).toEqual([
      "It happens by itself when “lockers” has been reserved.",
      "It happens by itself when “lockers” has been used up.",
      "It happens by itself when there is not enough of “lockers”, or it was held too long.",
    ]);
    expect(marksOf(subject).get("none")?.signs).toEqual(["stock"]);
  });

  it("with what is done on leaving, and by which state where it leaves several", () => {
    const send: EffectSpec = { do: "send", template: "ticket-closed" };
    const states: Workflow["states"] = {
      open: { name: "Open", class: "new" },
      busy: { name: "Busy", class: "working", onExit: [send] },
      closed: { name: "Closed", class: "done", final: true },
    };
    const body = ticket.body;
    const workflow = workflowOf(states, {
      close: { ...move("Close", ["busy"]), to: "closed" },
      stop: { ...move("Stop", ["open", "busy"]), to: "closed" },
      note: move("Note", ["busy"]),
    });
    const told = (id: string) => transitionStory({ body, workflow }, id)?.does;
    const said = "The patient gets the message “Ticket closed”.";
    expect(told("close")).toContain(said);
    expect(told("stop")).toContain(`On leaving “Busy”: ${said}`);
    expect(told("note")).toEqual(["The case stays where it is."]);
    const busy = graphOf(workflow).states.find(({ id }) => id === "busy");
    expect(busy && stateStory({ body, workflow }, busy).says).toContain(`On leaving: ${said}`);
  });

  it("with the systems it calls, what they learn, and what follows", () => {
    const subject = madeUp({
      order: {
        ...move("Order", ["open"]),
        then: [
          { do: "webhook", webhook: "lab", event: "ordered" },
          {
            ...{ do: "webhook", webhook: "lab", event: "named" },
            send: { who: { from: "data.name" }, urgent: true },
          },
        ],
      },
      ordered: {
        name: "Ordered",
        from: ["open"],
        to: "closed",
        on: [
          { event: "webhook_answered", webhook: "lab" },
          { event: "webhook_failed", webhook: "lab" },
        ],
      },
    });
    expect(transitionStory(subject, "order")?.does.slice(1)).toEqual([
      "“lab” is told “ordered”.",
      "“lab” is told “named”, with “name”.",
    ]);
    expect(transitionStory(subject, "ordered")?.who).toEqual([
      "It happens by itself when “lab” answers.",
      "It happens by itself when “lab” could not be called.",
    ]);
    expect(marksOf(subject).get("ordered")?.signs).toEqual(["system"]);
  });

  it("with what plugins are to do, in their words, and what follows", () => {
    const takes = { type: "object", properties: {}, additionalProperties: false } as const;
    const bookBed = { words: "book a bed", description: "Made up", takes, withinMs: 100 };
    const effects = { "wards.bookBed": bookBed };
    const effect = "wards.bookBed";
    const transitions = {
      book: {
        ...move("Book", ["open"]),
        then: [{ do: "plugin" as const, effect, with: { who: { from: "data.name" }, beds: 1 } }],
      },
      booked: {
        name: "Booked",
        from: ["open"],
        to: "closed",
        on: [
          { event: "plugin_answered" as const, effect },
          { event: "plugin_failed" as const, effect },
        ],
      },
    };
    const subject = { ...madeUp(transitions), effects };
    expect(transitionStory(subject, "book")?.does.slice(1)).toEqual([
      "A plugin is asked to book a bed, with “name”.",
    ]);
    expect(transitionStory(subject, "booked")?.who).toEqual([
      "It happens by itself when the plugin has done it: book a bed.",
      "It happens by itself when the plugin could not do it: book a bed.",
    ]);
    expect(marksOf(subject).get("booked")?.signs).toEqual(["system"]);
  });

  it("with the moments that its clocks wait for", () => {
    const subject = madeUp({
      plan: { ...move("Plan", ["open"]), set: { "data.name": "soon" } },
    });
    const clocks = {
      visit: { name: "Visit", starts: { field: "name", before: "PT1H" } },
      seen: { name: "Seen", starts: { field: "name" }, target: "PT15M" },
      fresh: { name: "Fresh", starts: { transition: "plan" }, target: "P1D" },
    };
    const planned = { ...subject, workflow: { ...subject.workflow, clocks } };
    expect(transitionStory(planned, "plan")?.clocks).toEqual([
      "The clock “Fresh” starts: 24 h.",
      "“Visit” is due 1 h before the moment in “name”, and moves with it.",
      "“Seen” starts at the moment in “name”, and moves with it: 15 min.",
    ]);
  });

  it("with the notices that staff get, and who gets them", () => {
    const told = [
      { person: { from: "case.assignee" } },
      { person: "boss@clinic.example" },
      { role: "support" },
      { queue: "billing" },
      { queue: { from: "case.queue" } },
    ];
    const subject = madeUp({
      tell: {
        ...move("Tell", ["open"]),
        then: told.map((to, n) => ({
          ...({ do: "notify", to, says: "Look" } as const),
          ...(n === 0 ? ({ level: "warning" } as const) : {}),
        })),
      },
    });
    expect(transitionStory(subject, "tell")?.does).toEqual(
      expect.arrayContaining([
        "Whoever the case is assigned to gets the notice “Look” (Warning).",
        "boss@clinic.example gets the notice “Look” (Information).",
      ]),
    );
  });

  it("with the cases it opens and waits for, and what they tell each other", () => {
    const subject = madeUp({
      open: {
        ...move("Open", ["open"]),
        then: [
          { do: "start", workflow: "ticket", as: "child", contact: "same" },
          { do: "start", workflow: "ticket", as: "related" },
          { do: "signal", to: "children", signal: "hurry" },
        ],
      },
      join: {
        name: "All are back",
        from: ["open"],
        to: "closed",
        on: [
          { event: "children_closed", workflow: "ticket" },
          { event: "case_refused" },
          { event: "parent_closed" },
          { event: "signalled", signal: "stop" },
        ],
      },
    });
    expect(transitionStory(subject, "open")?.does.slice(1)).toEqual([
      "A case of “Ticket” is opened, and this one hears when it closes, for the same person.",
      "A case of “Ticket” is opened and linked to this one.",
      "All open cases that this one has opened are told “hurry”.",
    ]);
    expect(transitionStory(subject, "join")?.who).toEqual([
      "It happens by itself when all cases of “Ticket” that this one has opened have closed.",
      "It happens by itself when a case could not be opened.",
      "It happens by itself when the case that opened this one closes.",
      "It happens by itself when another case says “stop”.",
    ]);
    expect(marksOf(subject).get("join")?.signs).toEqual(["cases"]);
  });

  it("and is nothing when the workflow has none of this name", () => {
    expect(transitionStory(ticket, "fly")).toBeNull();
  });
});

describe("a state is told in plain sentences", () => {
  it("where cases begin: what a new one causes, and the clock that starts with it", () => {
    expect(state("new").says).toEqual([
      "A case here still has to be begun.",
      "Every new case begins here.",
      "Every message to 22911 opens a case with Category: Patient safety.",
      "Every message to emergency@clinic.example opens a case with Category: Patient safety.",
      "When a case is opened: The patient gets the message “Ticket received”.",
      "When a case is opened: The rules “Ticket routing” are asked.",
    ]);
    expect(state("new").clocks).toEqual([
      "“First response” starts when a case is opened: Emergency 5 min, Critical 30 min, High 4 h, Medium 1 working day, Low 2 working days; High, Medium, Low count only in “Nairobi office hours”; “Nearly due” comes on the way.",
      "“Resolution” starts when a case is opened: Critical 4 h, High 1 working day, Medium 3 working days, Low 5 working days; High, Medium, Low count only in “Nairobi office hours”; it stands still in “Waiting for patient”, “Emergency”, or “Post-mortem due”; it stands still at the priority Emergency; “Nearly due” comes on the way.",
      "When “First response” reaches “Nearly due”: First response is nearly due.",
      "When “First response” runs out: Not answered in time.",
      "When “Resolution” reaches “Nearly due”: Resolution is nearly due.",
      "When “Resolution” runs out: Not resolved in time.",
    ]);
  });

  it("with what leads on, what stays, what is always possible, and how a case comes there", () => {
    const { out, stays, always, in: comes } = state("in_progress");
    const told = (mentions: readonly { transition: string; other: string | null }[]) =>
      mentions.map(({ transition, other }) => `${transition} ${other ?? ""}`.trim());
    expect(told(out)).toEqual([
      "route_emergency emergency",
      "danger_sign emergency",
      "ask waiting",
      "resolve resolved",
      "hand_to_medical assigned",
      "escalate assigned",
      "release assigned",
      "void voided",
    ]);
    expect(told(stays)).toEqual([
      "declare_emergency",
      "reply",
      "resolve_soon",
      "resolve_late",
      "assign",
      "prioritise",
      "categorise",
    ]);
    expect(told(always)).toEqual(["call", "missed_call", "note", "move"]);
    expect(told(comes)).toEqual([
      "claim new",
      "claim assigned",
      "answered waiting",
      "reopen resolved",
      "reopened_by_patient resolved",
    ]);
  });

  it("where cases end: nothing more, although some things are possible everywhere else", () => {
    const { says, out, stays, always, in: comes } = state("voided");
    expect(says).toEqual(["A case ends here. Nothing more can be done with it."]);
    expect([out, stays, always]).toEqual([[], [], []]);
    expect(comes).toEqual([{ transition: "void", other: "*" }]);
  });
});

describe("the signs of a transition", () => {
  it("say who or what does it, and the roles as short as possible", () => {
    const marks = marksOf(ticket);
    expect(marks.get("close")).toEqual({
      name: "Close",
      signs: ["people", "clock"],
      who: "3 roles",
    });
    expect(marks.get("note")?.who).toBe("All roles");
    expect(marks.get("emergency_unanswered")?.signs).toEqual(["alert"]);
    expect(marks.get("hand_to_medical")?.who).toBe("2 roles");
    expect(marks.get("void")?.who).toBe("Administrator");
    expect(marks.get("answered")).toMatchObject({ signs: ["message"], who: "" });
  });
});
