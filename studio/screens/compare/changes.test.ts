import { expect, test } from "vitest";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { move } from "../../canvas/testing/workflows.js";
import { changesBetween } from "./changes.js";
import { BEFORE, BODY, twoOf, withChange, withoutSampled } from "./testing/two.js";

const said = (after: Workflow, before = BEFORE) => changesBetween(twoOf(before, after), BODY);
const { states, transitions } = BEFORE;

test("each difference is a sentence with where it is to be seen, in the later picture first", () => {
  const after = withChange({
    initial: "sampled",
    states: { ...states, referred: { name: "Referred", class: "waiting" } },
    transitions: {
      ...transitions,
      refer: move("Refer", ["checked"], "referred"),
      close: { ...move("Close", ["sampled", "checked"], "closed"), by: ["doctor"] },
    },
  });
  expect(said(after)).toEqual([
    { difference: "added", sentence: "Added the state “Referred”", items: ["state.referred"] },
    {
      difference: "changed",
      sentence: "Cases begin at “Sampled”",
      items: ["state.sampled", "state.new"],
    },
    { difference: "added", sentence: "Added “Refer”", items: ["way.checked>referred"] },
    {
      difference: "changed",
      sentence: "“Close”: changed who can do it",
      items: ["way.sampled>closed", "way.checked>closed"],
    },
  ]);
});

test("what goes along with a state is said too, and all that is gone has its name", () => {
  expect(said(withoutSampled())).toEqual([
    {
      difference: "removed",
      sentence: "Removed the state “Sampled”",
      items: [
        "state.sampled",
        ...["way.new>sampled", "way.sampled>checked", "way.sampled>closed"],
        "group.lab",
      ],
    },
    { difference: "removed", sentence: "Removed “Take a sample”", items: ["way.new>sampled"] },
    { difference: "removed", sentence: "Removed “Check it”", items: ["way.sampled>checked"] },
  ]);
});

test("a transition that leads from fewer states leads to the lines that are gone, not to those that stay", () => {
  const after = withChange({
    transitions: { ...transitions, close: move("Close", ["checked"], "closed") },
  });
  expect(said(after)).toEqual([
    {
      difference: "changed",
      sentence: "“Close”: changed where it is possible",
      items: ["way.sampled>closed"],
    },
  ]);
});

test("what no picture shows has no place, and where something stands is not told", () => {
  const after = withChange({ defaultPriority: "High", layout: { new: [0, 0] } });
  expect(said(after)).toEqual([
    { difference: "changed", sentence: "Changed how urgent cases are at first", items: [] },
  ]);
  expect(said(withChange({ layout: { new: [0, 0] } }))).toEqual([]);
});
