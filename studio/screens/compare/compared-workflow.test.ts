import { expect, test } from "vitest";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { BEFORE, BODY, withChange } from "./testing/two.js";
import { workflowsCompared } from "./compared-workflow.js";

const holding = (...workflows: readonly Workflow[]) => ({ ...BODY, workflows: [...workflows] });
const { states } = BEFORE;
const renamed = withChange({
  name: "Examined",
  states: { ...states, checked: { name: "Looked at", class: "working" } },
});

test("a workflow whose picture differs is shown under its new name, with all that differs in it", () => {
  const [only, ...others] = workflowsCompared(holding(BEFORE), holding(renamed));
  expect(others).toEqual([]);
  expect([only?.id, only?.name]).toEqual([BEFORE.id, "Examined"]);
  expect(only?.changes.map(({ sentence }) => sentence)).toEqual([
    "“Looked at”: changed the name",
    "Changed the name",
  ]);
});

test("one that is alike, drawn elsewhere, only in one of both, or different in what no picture shows has no pictures", () => {
  const drawn = withChange({ layout: { new: [10, 10] } });
  const urgent = withChange({ defaultPriority: "High" });
  const other = withChange({ id: "other" });
  for (const after of [BEFORE, structuredClone(BEFORE), drawn, urgent, other])
    expect(workflowsCompared(holding(BEFORE), holding(after))).toEqual([]);
});
