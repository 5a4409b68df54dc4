import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { State, Transition, Workflow } from "../../engine/definition/workflow.js";
import { move, workflowOf } from "../canvas/testing/workflows.js";
import { modelOf, recorded, redone, undone, UNCHANGED, withoutAll, type Draft } from "./draft.js";
import { applyWorkflowStep, placeOfWorkflowStep, type WorkflowStep } from "./workflow-steps.js";

const base: Workflow = workflowOf(
  {
    open: { name: "Open", class: "new" },
    busy: { name: "Busy", class: "working" },
    done: { name: "Done", class: "done", final: true },
  },
  {
    begin: move("Begin", ["open"], "busy"),
    note: move("Write a note", ["open", "busy"]),
    end: move("End", ["busy"], "done"),
    drop: move("Drop", "*", "done"),
  },
  {
    forms: { text: { type: "object", properties: {}, additionalProperties: false } },
    clocks: {
      slow: {
        name: "Slow",
        starts: { event: "created" },
        stops: ["begin", "end"],
        pauses: ["busy"],
        target: "PT4H",
      },
    },
    layout: { open: [0, 0], busy: [200, 0] },
    groups: { work: { name: "Work", colour: "sand", states: ["busy", "open"] } },
    notes: { all: { text: "Ask the board" }, ask: { text: "Who?", about: "busy", at: [0, 90] } },
  },
);

const stateId = fc.constantFrom("open", "busy", "done", "more", "gone");
const transitionId = fc.constantFrom("begin", "note", "end", "drop", "again", "gone");
const name = fc.string({ minLength: 1, maxLength: 20 });
const corner = fc.tuple(fc.integer(), fc.integer());
const kind = fc.constantFrom<State["class"]>("new", "working", "waiting", "done");
const transition: fc.Arbitrary<Transition> = fc.record({
  name,
  from: fc.oneof(fc.constant("*" as const), fc.uniqueArray(stateId, { minLength: 1 })),
  to: stateId,
  by: fc.constant(["staff"]),
});
const way = fc.record({ id: transitionId, transition });
const form = fc.constantFrom("text", "other");
const optional = { requiredKeys: [] };
const groupId = fc.constantFrom("work", "more", "gone");
const groupValue = fc.record({
  name,
  colour: fc.constantFrom("tide" as const, "grey" as const),
  states: fc.uniqueArray(stateId, { minLength: 1 }),
});
const noteId = fc.constantFrom("all", "ask", "more", "gone");
const notes = fc.record(
  { text: name, about: stateId, at: fc.array(fc.integer(), { minLength: 2, maxLength: 2 }) },
  { requiredKeys: ["text"] },
);

const single: fc.Arbitrary<Exclude<WorkflowStep, { readonly do: "together" }>> = fc.oneof(
  fc.record(
    {
      do: fc.constant("addState" as const),
      id: stateId,
      state: fc.record({ name, class: kind }),
      at: corner,
      way,
    },
    { requiredKeys: ["do", "id", "state"] },
  ),
  fc.record({ do: fc.constant("removeState" as const), state: stateId }),
  fc.record({
    do: fc.constant("setState" as const),
    state: stateId,
    change: fc.record({ name, class: kind, final: fc.constantFrom(true as const, null) }, optional),
  }),
  fc.record({ do: fc.constant("beginAt" as const), state: stateId }),
  way.map((one) => ({ do: "addTransition" as const, ...one })),
  fc.record({ do: fc.constant("removeTransition" as const), transition: transitionId }),
  fc.record({
    do: fc.constant("setTransition" as const),
    transition: transitionId,
    change: fc.record(
      {
        name,
        to: fc.oneof(stateId, fc.constant(null)),
        form: fc.oneof(form, fc.constant(null)),
        commutes: fc.constantFrom(true as const, null),
      },
      optional,
    ),
  }),
  fc.record({
    do: fc.constant("moveTransition" as const),
    transition: transitionId,
    place: fc.nat(6),
  }),
  fc.record({
    do: fc.constant("setForm" as const),
    form,
    value: fc.constantFrom(base.forms?.["text"] ?? null, null),
  }),
  fc.record({
    do: fc.constant("setClock" as const),
    clock: fc.constantFrom("slow", "fast"),
    value: fc.constantFrom(base.clocks?.["slow"] ?? null, null),
  }),
  fc.record({
    do: fc.constant("setWorkflow" as const),
    change: fc.record({ name, description: fc.constantFrom("Made up", null) }, optional),
  }),
  fc.record({
    do: fc.constant("place" as const),
    corners: fc.dictionary(stateId, corner),
  }),
  fc.record({ do: fc.constant("arrange" as const) }),
  fc.record({ do: fc.constant("addNote" as const), id: noteId, note: notes }),
  fc.record({ do: fc.constant("removeNote" as const), note: noteId }),
  fc.record({ do: fc.constant("addGroup" as const), id: groupId, group: groupValue }),
  fc.record({ do: fc.constant("removeGroup" as const), group: groupId }),
  fc.record({
    do: fc.constant("setGroup" as const),
    group: groupId,
    change: fc.record({ name, colour: fc.constant("rose" as const) }, optional),
  }),
  fc.record({
    do: fc.constant("joinGroup" as const),
    state: stateId,
    group: fc.oneof(groupId, fc.constant(null)),
  }),
  fc.record({
    do: fc.constant("setNote" as const),
    note: noteId,
    change: fc.record(
      { text: name, about: fc.oneof(stateId, fc.constant(null)), at: fc.constant(null) },
      optional,
    ),
  }),
  fc.constant({ do: "replaceAll" as const, workflow: base }),
);

const step: fc.Arbitrary<WorkflowStep> = fc.oneof(
  { weight: 9, arbitrary: single },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("together" as const),
      steps: fc.array(single, { minLength: 1, maxLength: 6 }),
    }),
  },
);

/** Objects as JSON reads them back, which is how a draft is kept. */
const asKept = (one: WorkflowStep) => JSON.parse(JSON.stringify(one)) as WorkflowStep;

const draftOf = (steps: readonly WorkflowStep[]): Draft<WorkflowStep> =>
  steps.reduce<Draft<WorkflowStep>>(
    (draft, one) => recorded(draft, one, placeOfWorkflowStep),
    UNCHANGED,
  );
const after = (draft: Draft<WorkflowStep>) => modelOf(base, draft, applyWorkflowStep);
const times = (count: number, change: (draft: Draft<WorkflowStep>) => Draft<WorkflowStep>) => {
  return (draft: Draft<WorkflowStep>) =>
    Array.from({ length: count }).reduce<Draft<WorkflowStep>>(change, draft);
};

describe("200 random edits of a workflow", () => {
  const edits = fc.array(step.map(asKept), { minLength: 200, maxLength: 200 });

  test("undone one by one are the workflow before, and done again the workflow after", () => {
    fc.assert(
      fc.property(edits, fc.nat(200), (steps, back) => {
        const draft = draftOf(steps);
        const all = draft.steps.length;
        expect(after(times(all, undone)(draft))).toStrictEqual(base);
        const halfway = times(back, undone)(draft);
        expect(after(times(back, redone)(halfway))).toStrictEqual(after(draft));
        // What is kept is read back the same: a reload changes nothing.
        expect(JSON.parse(JSON.stringify(draft))).toStrictEqual(draft);
      }),
      { numRuns: 40 },
    );
  });

  test("leave something that can be read as a workflow, also with one of them taken out", () => {
    fc.assert(
      fc.property(edits, fc.nat(199), (steps, place) => {
        for (const draft of [
          draftOf(steps),
          withoutAll(draftOf(steps), (one) => one === steps[place]),
        ])
          expect(parseDefinition("workflow", after(draft))).toMatchObject({ ok: true });
      }),
      { numRuns: 20 },
    );
  });
});

describe("one edit", () => {
  const edit = (one: WorkflowStep) => applyWorkflowStep(base, one);

  test("takes a state away with what could only happen to or from it", () => {
    const left = edit({ do: "removeState", state: "busy" });
    const { states, transitions, clocks, layout } = left;
    expect(Object.keys(states)).toEqual(["open", "done"]);
    expect(Object.keys(transitions)).toEqual(["note", "drop"]);
    expect(transitions["note"]?.from).toEqual(["open"]);
    expect(clocks?.["slow"]).toMatchObject({ stops: [], pauses: [] });
    expect(layout).toEqual({ open: [0, 0] });
    expect(left.notes).toEqual({ all: { text: "Ask the board" } });
  });

  test("never takes away the state in which cases begin", () => {
    expect(edit({ do: "removeState", state: "open" })).toBe(base);
  });

  test("adds a state where it was dropped, with the way that leads there", () => {
    const added = edit({
      do: "addState",
      id: "more",
      state: { name: "More", class: "waiting" },
      at: [400, 0],
      way: { id: "wait", transition: { name: "Wait", from: ["busy"], to: "more", by: ["staff"] } },
    });
    expect(added.states["more"]).toEqual({ name: "More", class: "waiting" });
    expect(added.transitions["wait"]).toMatchObject({ to: "more" });
    expect(added.layout).toEqual({ open: [0, 0], busy: [200, 0], more: [400, 0] });
  });

  test("adds nothing under an id that is taken", () => {
    expect(edit({ do: "addState", id: "busy", state: { name: "X", class: "new" } })).toBe(base);
  });

  test("takes a member away, and leaves the others", () => {
    const { transitions } = edit({
      do: "setTransition",
      transition: "begin",
      change: { to: null },
    });
    expect(transitions["begin"]).toEqual({ name: "Begin", from: ["open"], by: ["staff"] });
  });

  test("of the groups puts a state into one at most, and a group goes with its last state", () => {
    const two = edit({
      ...{ do: "addGroup", id: "end" },
      group: { name: "End", colour: "grey", states: ["done", "open"] },
    });
    expect(two.groups?.["work"]?.states).toEqual(["busy"]);
    expect(two.groups?.["end"]?.states).toEqual(["done", "open"]);
    const joined = applyWorkflowStep(two, { do: "joinGroup", state: "busy", group: "end" });
    expect(Object.keys(joined.groups ?? {})).toEqual(["end"]);
    expect(edit({ do: "removeGroup", group: "work" })).not.toHaveProperty("groups");
    expect(edit({ do: "removeGroup", group: "work" }).states).toBe(base.states);
    expect(edit({ do: "removeState", state: "busy" }).groups?.["work"]?.states).toEqual(["open"]);
    expect(edit({ do: "joinGroup", state: "busy", group: "gone" })).toBe(base);
  });

  test("of the notes changes what it names, and what two people did to one note is both there", () => {
    const text: WorkflowStep = { do: "setNote", note: "ask", change: { text: "Who does it?" } };
    const place: WorkflowStep = { do: "setNote", note: "ask", change: { at: [4, 120] } };
    const both = { text: "Who does it?", about: "busy", at: [4, 120] };
    for (const steps of [
      [text, place],
      [place, text],
    ])
      expect(steps.reduce(applyWorkflowStep, base).notes?.["ask"]).toEqual(both);
    expect(edit({ do: "setNote", note: "gone", change: { text: "X" } })).toBe(base);
    expect(edit({ do: "addNote", id: "all", note: { text: "X" } })).toBe(base);
    const none = [...Object.keys(base.notes ?? {})].map((note) => ({
      ...{ do: "removeNote" as const, note },
    }));
    expect(edit({ do: "together", steps: none })).not.toHaveProperty("notes");
  });

  test("moves a transition before others, which an event then fires later", () => {
    const { transitions } = edit({ do: "moveTransition", transition: "drop", place: 0 });
    expect(Object.keys(transitions)).toEqual(["drop", "begin", "note", "end"]);
  });
});
