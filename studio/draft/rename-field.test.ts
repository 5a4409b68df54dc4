import { describe, expect, it } from "vitest";
import type { Workflow } from "../../engine/definition/workflow.js";
import { move, workflowOf } from "../canvas/testing/workflows.js";
import { withFieldRenamed } from "./rename-field.js";

const states = {
  open: { name: "Open", class: "new" },
  done: { name: "Done", class: "done", final: true },
} as const;

/** Two transitions fill in forms that each have a field `why`; only one of the forms is meant. */
function forms(name: string): Workflow {
  const form = (field: string): NonNullable<Workflow["forms"]>[string] => ({
    type: "object",
    required: [field, "how"],
    properties: {
      [field]: { type: "string", title: "Why?" },
      how: { type: "string", title: "How?" },
    },
    additionalProperties: false,
  });
  const fact = (field: string) => `input.${field}`;
  const transition = (id: string, field: string): Workflow["transitions"][string] => ({
    ...move(id, ["open"], "done"),
    form: id,
    when: {
      any: [
        { not: { fact: fact(field), operator: "isAbsent" } },
        { fact: fact("how"), operator: "isPresent" },
      ],
    },
    set: { "data.why": { from: fact(field) }, "data.what": "input.why" },
    then: [
      {
        ...{ do: "start", workflow: "x", as: "child" },
        set: { why: { from: fact(field) } },
        when: { fact: fact(field), operator: "equal", value: "why" },
      },
    ],
  });
  return workflowOf(
    states,
    { drop: transition("drop", name), keep: transition("keep", "why") },
    {
      forms: { drop: form(name), keep: form("why") },
      routes: {
        ...{ bases: ["/x"], noun: "x", create: [] },
        patch: { a: { action: "drop", input: name }, b: { action: "keep", input: "why" } },
      },
    },
  );
}

describe("a field of a form under another name", () => {
  it("is read under it wherever this form is filled in, and nowhere else", () => {
    const renamed = withFieldRenamed(forms("why"), { form: "drop", from: "why", to: "reason" });
    expect(JSON.stringify(renamed)).toBe(JSON.stringify(forms("reason")));
    const back = withFieldRenamed(renamed, { form: "drop", from: "reason", to: "why" });
    expect(JSON.stringify(back)).toBe(JSON.stringify(forms("why")));
  });

  it("is not given to a field that is not there, nor taken from another", () => {
    const before = forms("why");
    for (const [from, to] of [
      ["gone", "reason"],
      ["why", "how"],
      ["toString", "reason"],
    ] as const)
      expect(withFieldRenamed(before, { form: "drop", from, to })).toBe(before);
    expect(withFieldRenamed(before, { form: "gone", from: "why", to: "reason" })).toBe(before);
  });
});
