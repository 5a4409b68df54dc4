import { expect, test } from "vitest";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { move } from "../../canvas/testing/workflows.js";
import { differing } from "./differing.js";
import { pairedWith } from "./paired.js";
import { BEFORE, twoOf, withChange, withoutSampled } from "./testing/two.js";

function marked(after: Workflow, before = BEFORE) {
  const two = twoOf(before, after);
  return Object.fromEntries(differing(two.before, two.after));
}

const { states, transitions } = BEFORE;

test("nothing is marked between two that are alike, nor where something only stands elsewhere", () => {
  expect(marked(BEFORE)).toEqual({});
  const moved = {
    layout: { new: [400, 20] },
    notes: { ask: { text: "Who does it?", about: "new", at: [5, 5] } },
  };
  expect(marked(withChange(moved))).toEqual({});
});

test("a state more is added with the lines that lead to it and on; what was there stays unmarked", () => {
  const after = withChange({
    states: { ...states, referred: { name: "Referred", class: "waiting" } },
    transitions: {
      ...transitions,
      refer: move("Refer", ["checked"], "referred"),
      close: move("Close", ["sampled", "checked", "referred"], "closed"),
    },
  });
  expect(marked(after)).toEqual({
    "state.referred": "added",
    "way.checked>referred": "added",
    "way.checked>referred refer": "added",
    "way.referred>closed": "added",
    "way.referred>closed close": "added",
  });
});

test("a state less is removed with its lines, in the picture that has them", () => {
  expect(marked(withoutSampled())).toEqual({
    "state.sampled": "removed",
    "group.lab": "changed",
    "way.new>sampled": "removed",
    "way.new>sampled sample": "removed",
    "way.sampled>checked": "removed",
    "way.sampled>checked check": "removed",
    "way.sampled>closed": "removed",
    "way.sampled>closed close": "removed",
  });
});

test("what is called, asked or done otherwise is changed: a state by its own, a line by each transition on it", () => {
  const after = withChange({
    states: { ...states, checked: { name: "Looked at", class: "working" } },
    transitions: {
      ...transitions,
      check: { ...move("Check it", ["sampled"], "checked"), by: ["doctor"] },
      again: move("Look again", ["sampled"], "checked"),
    },
  });
  expect(marked(after)).toEqual({
    "state.checked": "changed",
    "way.sampled>checked": "changed",
    "way.sampled>checked check": "changed",
    "way.sampled>checked again": "added",
  });
});

test("a form that asks for something else marks the lines on which it is filled in", () => {
  const form = (title: string) => ({
    kit: {
      type: "object" as const,
      additionalProperties: false as const,
      properties: { kit: { type: "string" as const, title, "x-phi": "none" as const } },
    },
  });
  const asking = {
    transitions: {
      ...transitions,
      sample: { ...move("Take a sample", ["new"], "sampled"), form: "kit" },
    },
  };
  const before = withChange({ ...asking, forms: form("Kit") });
  expect(marked(withChange({ ...asking, forms: form("Which kit?") }), before)).toEqual({
    "way.new>sampled": "changed",
    "way.new>sampled sample": "changed",
  });
});

test("what is done without moving marks its state, and so does where cases begin", () => {
  const { remark: _remark, ...left } = transitions;
  expect(marked(withChange({ transitions: left, initial: "sampled" }))).toEqual({
    "state.checked": "changed",
    "state.new": "changed",
    "state.sampled": "changed",
  });
});

test("notes and groups are marked too", () => {
  const after = withChange({
    notes: { more: { text: "All of it" } },
    groups: { lab: { name: "Lab", colour: "tide", states: ["sampled", "checked"] } },
  });
  expect(marked(after)).toEqual({
    "note.ask": "removed",
    "note.more": "added",
    "group.lab": "changed",
  });
});

test("a state with another id and the same name is the same state, with its lines, its notes and its group", () => {
  const named = (id: string) => (id === "sampled" ? "at_lab" : id);
  const after = withChange({
    states: Object.fromEntries(Object.entries(states).map(([id, one]) => [named(id), one])),
    transitions: {
      ...transitions,
      sample: move("Take a sample", ["new"], "at_lab"),
      check: move("Check it", ["at_lab"], "checked"),
      close: move("Close", ["at_lab", "checked"], "closed"),
    },
    groups: { lab: { name: "Laboratory", colour: "tide", states: ["at_lab", "checked"] } },
  });
  expect(marked(after, pairedWith(BEFORE, after))).toEqual({});
});

test("a state that only takes the place of another is added, and the other removed", () => {
  const { sampled: _sampled, ...left } = states;
  const after = withChange({
    states: { ...left, x_ray: { name: "X-rayed", class: "working" } },
    transitions: { ...transitions, check: move("Check it", ["x_ray"], "checked") },
  });
  expect(marked(after, pairedWith(BEFORE, after))).toMatchObject({
    "state.sampled": "removed",
    "state.x_ray": "added",
  });
});
