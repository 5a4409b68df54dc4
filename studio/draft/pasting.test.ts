import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { move, workflowOf } from "../canvas/testing/workflows.js";
import { applyChange, type Edit } from "./change.js";
import { clippingOf, readClipping } from "./clipping.js";
import { modelOf, recorded, redone, undone, UNCHANGED, type Draft } from "./draft.js";
import { clashesOf, pasted, type Answer } from "./pasting.js";

const form = (title: string) => ({
  type: "object" as const,
  additionalProperties: false as const,
  properties: { words: { type: "string" as const, title, "x-phi": "none" as const } },
});

const first: Workflow = workflowOf(
  {
    open: { name: "Open", class: "new" },
    lab: { name: "Lab", class: "working", onEnter: [{ do: "decide", rules: "lab-rules" }] },
    result: { name: "Result", class: "waiting" },
    done: { name: "Done", class: "done", final: true },
  },
  {
    order: move("Order", ["open"], "lab"),
    measure: {
      ...move("Measure", ["open", "lab"], "result"),
      form: "values",
      when: { fact: "case.state", operator: "in", value: ["lab", "open"] },
      then: [{ do: "send", template: "ready" }],
    },
    late: { ...move("Late", ["lab"]), on: [{ event: "clock_due", clock: "turnaround" }] },
    again: { ...move("Again", ["result"], "lab"), set: { "data.reason": "again" } },
    end: move("End", ["result"], "done"),
    drop: move("Drop", "*", "done"),
  },
  {
    id: "visit",
    data: form("Cause"),
    forms: { values: form("Values"), other: form("Other") },
    clocks: {
      turnaround: {
        name: "Turnaround",
        starts: { state: "lab" },
        stops: ["measure", "end"],
        pauses: ["open", "result"],
        target: "PT4H",
      },
    },
    layout: { lab: [100, 0], result: [300, 0], open: [0, 0] },
    groups: {
      work: { name: "Work", colour: "sand", states: ["result", "lab"] },
      all: { name: "All", colour: "tide", states: ["open"] },
    },
    notes: { ask: { text: "Which lab?", about: "lab", at: [0, 90] }, all: { text: "All" } },
  },
);
first.data.properties = { reason: { type: "string", title: "Reason", "x-phi": "none" } };

const second: Workflow = workflowOf(
  { open: { name: "Open", class: "new" }, done: { name: "End", class: "done", final: true } },
  { end: move("End", ["open"], "done") },
  { id: "ticket", forms: { values: form("Other values") }, layout: { open: [0, 0] } },
);

const bodyOf = (rest: object) => rest as unknown as ReleaseBody;
const body = bodyOf({
  organisation: {},
  workflows: [first, second],
  ruleSets: [{ id: "lab-rules", name: "Lab rules", workflow: "visit" }],
  templates: [{ id: "ready", name: "Ready" }],
});

const copied = (picked: readonly string[], from = first) => {
  const clipping = clippingOf(body, from, picked);
  if (!clipping) throw new Error("nothing was copied");
  return readClipping(JSON.stringify(clipping)) ?? clipping;
};

function pastedInto(id: string, answer: Answer = "both", into = body) {
  const workflow = into.workflows.find((one) => one.id === id);
  if (!workflow) throw new Error(`no workflow ${id}`);
  const clipping = copied(["lab", "result"]);
  const { edit, states } = pasted(clipping, { body: into, workflow, answerTo: () => answer });
  const after = applyChange(into, edit);
  const made = after.workflows.find((one) => one.id === id);
  if (!made) throw new Error(`no workflow ${id} any more`);
  return { edit, states, after, made };
}

describe("states that are copied", () => {
  test("take along the ways between them, and what these need", () => {
    const clipping = copied(["lab", "result"]);
    expect(Object.keys(clipping.states)).toEqual(["lab", "result"]);
    expect(Object.keys(clipping.transitions)).toEqual(["measure", "late", "again"]);
    expect(clipping.transitions["measure"]?.from).toEqual(["lab"]);
    expect(Object.keys(clipping.forms)).toEqual(["values"]);
    expect(Object.keys(clipping.clocks)).toEqual(["turnaround"]);
    expect(Object.keys(clipping.fields)).toEqual(["reason"]);
    expect(clipping.ruleSets.map(({ id }) => id)).toEqual(["lab-rules"]);
    expect(clipping.templates.map(({ id }) => id)).toEqual(["ready"]);
    expect(clipping.layout).toEqual({ lab: [100, 0], result: [300, 0] });
  });

  test("have no notes when they were copied before there were any", () => {
    const { notes: _notes, groups: _groups, ...before } = copied(["lab"]);
    expect(readClipping(JSON.stringify(before))).toMatchObject({ notes: {}, groups: {} });
  });

  test("are none where none is there, and nothing else is taken for them", () => {
    expect(clippingOf(body, first, ["gone"])).toBeNull();
    for (const text of ["", "null", "17", '{"kind":"casewright/states"}', "a word"])
      expect(readClipping(text)).toBeNull();
  });
});

describe("states that are pasted", () => {
  test("stand beside the first ones under ids of their own, with ways and clocks of their own", () => {
    const { made, states, edit } = pastedInto("visit");
    expect(edit.kind).toBe("workflow");
    expect(states).toEqual(["lab_2", "result_2"]);
    expect(made.transitions["measure_2"]).toMatchObject({ from: ["lab_2"], to: "result_2" });
    expect(made.transitions["measure_2"]?.when).toMatchObject({ value: ["lab_2", "open"] });
    expect(made.transitions["measure_2"]?.form).toBe("values");
    expect(made.transitions["late_2"]?.on).toEqual([{ event: "clock_due", clock: "turnaround_2" }]);
    expect(made.clocks?.["turnaround_2"]).toMatchObject({
      starts: { state: "lab_2" },
      stops: ["measure_2"],
      pauses: ["result_2"],
    });
    expect(made.layout).toMatchObject({ lab_2: [140, 40], result_2: [340, 40] });
    const work_2 = { name: "Work", colour: "sand", states: ["result_2", "lab_2"] };
    expect(made.groups).toEqual({ ...first.groups, work_2 });
    const ask_2 = { text: "Which lab?", about: "lab_2", at: [0, 90] };
    expect(made.notes).toEqual({ ...first.notes, ask_2 });
    expect(Object.keys(made.forms ?? {})).toEqual(["values", "other"]);
    // Nothing that was there is different.
    expect(made).toMatchObject({ states: first.states, transitions: first.transitions });
    expect(parseDefinition("workflow", made)).toMatchObject({ ok: true });
  });

  test("bring to another workflow the form, clock, field and rules that it has not", () => {
    const { made, after, edit } = pastedInto("ticket");
    expect(edit.kind).toBe("release");
    expect(Object.keys(made.states)).toEqual(["open", "done", "lab", "result"]);
    expect(made.data.properties).toHaveProperty("reason");
    expect(made.clocks).toHaveProperty("turnaround");
    expect(made.states["lab"]?.onEnter).toEqual([{ do: "decide", rules: "lab_rules" }]);
    expect(after.ruleSets.map(({ id, workflow }) => [id, workflow])).toEqual([
      ["lab-rules", "visit"],
      ["lab_rules", "ticket"],
    ]);
    expect(after.templates).toHaveLength(1);
    expect(after.workflows[0]).toBe(first);
  });

  test("bring a message to a release that has none of that name", () => {
    const elsewhere = bodyOf({ ...body, workflows: [second], templates: [], ruleSets: [] });
    const { after } = pastedInto("ticket", "both", elsewhere);
    expect(after.templates.map(({ id }) => id)).toEqual(["ready"]);
    expect(after.ruleSets.map(({ id }) => id)).toEqual(["lab-rules"]);
  });

  test("ask about a form that is another here: it comes beside it, or the one here is used", () => {
    const clipping = copied(["lab", "result"]);
    expect(clashesOf(clipping, { body, workflow: second })).toEqual([
      { list: "forms", id: "values" },
    ]);
    expect(clashesOf(clipping, { body, workflow: first })).toEqual([]);
    const both = pastedInto("ticket", "both").made;
    expect(both.transitions["measure"]?.form).toBe("values_2");
    expect(both.forms?.["values_2"]).toEqual(first.forms?.["values"]);
    const here = pastedInto("ticket", "here").made;
    expect(here.transitions["measure"]?.form).toBe("values");
    expect(here.forms).toEqual(second.forms);
  });
});

describe("30 random pastes between two workflows", () => {
  const paste = fc.record({
    from: fc.constantFrom("visit", "ticket"),
    into: fc.constantFrom("visit", "ticket"),
    picked: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
    answer: fc.constantFrom<Answer>("here", "both"),
  });

  test("undone one by one are the release before, done again the one after, and each adds what was picked", () => {
    fc.assert(
      fc.property(fc.array(paste, { minLength: 30, maxLength: 30 }), fc.nat(30), (all, back) => {
        let now = body;
        let draft: Draft<Edit> = UNCHANGED;
        for (const { from, into, picked, answer } of all) {
          const [source, workflow] = [from, into].map((id) =>
            now.workflows.find((one) => one.id === id),
          );
          if (!source || !workflow) throw new Error("a workflow is gone");
          const ids = Object.keys(source.states);
          const clipping = clippingOf(
            now,
            source,
            picked.map((n) => ids[n % ids.length] ?? ""),
          );
          if (!clipping) throw new Error("nothing was copied");
          const { edit, states } = pasted(clipping, {
            body: now,
            workflow,
            answerTo: () => answer,
          });
          draft = recorded(draft, JSON.parse(JSON.stringify(edit)) as Edit, () => null);
          now = applyChange(now, edit);
          const made = now.workflows.find((one) => one.id === into);
          expect(Object.keys(made?.states ?? {})).toEqual([
            ...Object.keys(workflow.states),
            ...states,
          ]);
        }
        const times = (
          count: number,
          change: (one: Draft<Edit>) => Draft<Edit>,
          begin: Draft<Edit>,
        ) => Array.from({ length: count }).reduce<Draft<Edit>>(change, begin);
        const after = (one: Draft<Edit>) => modelOf(body, one, applyChange);
        expect(after(draft)).toStrictEqual(now);
        expect(after(times(30, undone, draft))).toStrictEqual(body);
        expect(after(times(back, redone, times(back, undone, draft)))).toStrictEqual(now);
      }),
      { numRuns: 15 },
    );
  });
});
