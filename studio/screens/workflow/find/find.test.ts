import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../engine/definition/finding.js";
import { move, workflowOf } from "../../../canvas/testing/workflows.js";
import { placesFound, type Searched } from "./found.js";
import { demandsOf } from "./query.js";

const workflow = workflowOf(
  {
    open: { name: "Öffnen", class: "new" },
    triage: { name: "Triage", class: "working", onEnter: [{ do: "decide", rules: "routing" }] },
    waiting: { name: "Waiting", class: "waiting" },
    closed: { name: "Closed", class: "done", final: true },
  },
  {
    begin: move("Begin", ["open"], "triage"),
    ask: {
      ...move("Ask back", ["triage"], "waiting"),
      form: "question",
      then: [{ do: "send", template: "ask" }],
    },
    back: { ...move("Back", ["waiting"], "triage"), set: { "data.reason": "late" } },
    close: { ...move("Close", ["triage"], "closed"), by: ["nurse"] },
    note: move("Write a note", ["open", "triage"]),
    drop: move("Drop", "*", "closed"),
  },
  {
    data: {
      type: "object",
      additionalProperties: false,
      properties: { reason: { type: "string", title: "Cause", "x-phi": "none" } },
    },
    forms: {
      question: {
        type: "object",
        additionalProperties: false,
        properties: { words: { type: "string", title: "What is asked", "x-phi": "none" } },
      },
    },
    clocks: {
      slow: {
        name: "Answer in time",
        starts: { state: "triage" },
        stops: ["close"],
        pauses: ["waiting"],
        target: "PT4H",
      },
    },
    groups: { ward: { name: "On the ward", colour: "tide", states: ["triage", "waiting"] } },
    notes: {
      board: { text: "The board wants this\nto be quicker" },
      why: { text: "Nobody waits at night", about: "waiting" },
    },
  },
);

const named = (id: string, name: string) => ({ id, name });
const subject = {
  workflow,
  body: {
    organisation: {
      roles: [named("nurse", "Nurse lead"), named("staff", "Everybody")],
      queues: [],
    },
    workflows: [],
    ruleSets: [named("routing", "Who is first")],
    templates: [named("ask", "A question to the patient")],
  },
} as unknown as Searched["subject"];

const finding = (path: string, severity: Finding["severity"]) =>
  ({ code: "W001", severity, path, message: "", fix: "" }) as Finding;

const searched: Searched = {
  subject,
  findings: [
    finding("/transitions/close/by/0", "error"),
    finding("/states/waiting", "warning"),
    finding("/clocks/slow", "error"),
  ],
  published: {
    ...workflow,
    states: { ...workflow.states, waiting: { name: "Waits", class: "waiting" } },
    transitions: { ...workflow.transitions, begin: move("Start", ["open"], "triage") },
  },
};

const found = (typed: string) =>
  placesFound(searched, demandsOf(typed)).map(({ kind, id }) => `${kind} ${id}`);

describe("looking for something in a workflow", () => {
  test.each([
    ["offnen", ["state open"]],
    ["WRITE note", ["transition note"]],
    ["nurse", ["transition close"]],
    ["who is first", ["state triage"]],
    ["question to the patient", ["transition ask"]],
    ["what is asked", ["transition ask"]],
    ["cause", ["transition back"]],
    ["data.reason", ["transition back"]],
    ["ward", ["group ward"]],
    ["quicker", ["note board"]],
    ["wait", ["state waiting", "note why"]],
  ])("finds %s by name, role, rules, message, form, field or note", (typed, places) => {
    expect(found(typed)).toEqual(places);
  });

  test("finds what uses something, and not what is only called so", () => {
    expect(found('uses:"answer in time"')).toEqual([
      "state triage",
      "state waiting",
      "transition close",
    ]);
    expect(found("uses:triage")).toEqual([]);
  });

  test("finds where something is wrong, and what is not as it runs", () => {
    expect(found("has:error")).toEqual(["transition close"]);
    expect(found("has:hint")).toEqual(["state waiting"]);
    expect(found("is:changed")).toEqual(["state waiting", "transition begin"]);
    expect(found("is:changed wait")).toEqual(["state waiting"]);
  });

  test("finds everything before and after a state, round loops, and through what is possible anywhere", () => {
    expect(found("after:waiting")).toEqual([
      "state triage",
      "state waiting",
      "state closed",
      "transition ask",
      "transition back",
      "transition close",
      "transition drop",
    ]);
    expect(found("before:Triage")).toEqual([
      "state open",
      "state triage",
      "state waiting",
      "transition begin",
      "transition ask",
      "transition back",
    ]);
    expect(found("after:closed")).toEqual(["state closed"]);
    expect(found("before:nowhere")).toEqual([]);
  });

  test("asks for nothing by nothing, or by half a filter", () => {
    expect(demandsOf("  uses: ")).toEqual([]);
    expect(found("")).toEqual([]);
    expect(found("tick:tock")).toEqual([]);
  });
});
