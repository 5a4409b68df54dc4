import type { ReleaseBody } from "../../../../engine/definition/release.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { graphOf } from "../../../canvas/graph.js";
import { move, workflowOf } from "../../../canvas/testing/workflows.js";
import type { Two } from "../union.js";

/** Four states in a row, with a note, a group and something that is possible without moving. */
export const BEFORE: Workflow = workflowOf(
  {
    new: { name: "New", class: "new" },
    sampled: { name: "Sampled", class: "working" },
    checked: { name: "Checked", class: "working" },
    closed: { name: "Closed", class: "done", final: true },
  },
  {
    sample: move("Take a sample", ["new"], "sampled"),
    check: move("Check it", ["sampled"], "checked"),
    close: move("Close", ["sampled", "checked"], "closed"),
    remark: move("Remark", ["checked"]),
  },
  {
    notes: { ask: { text: "Who does it?", about: "new" } },
    groups: { lab: { name: "Laboratory", colour: "tide", states: ["sampled", "checked"] } },
  },
);

/** Both workflows with their pictures. */
export function twoOf(before: Workflow, after: Workflow): Two {
  return {
    before: { workflow: before, graph: graphOf(before) },
    after: { workflow: after, graph: graphOf(after) },
  };
}

/** The workflow as it is before, with this instead. */
export function withChange(change: Partial<Workflow>): Workflow {
  return { ...BEFORE, ...change };
}

/** The workflow without its second state, and without what leads there. */
export function withoutSampled(): Workflow {
  const { sampled: _sampled, ...states } = BEFORE.states;
  return withChange({
    states,
    transitions: {
      close: move("Close", ["checked"], "closed"),
      remark: move("Remark", ["checked"]),
    },
    groups: { lab: { name: "Laboratory", colour: "tide", states: ["checked"] } },
  });
}

/** A release that holds nothing but the words that sentences need. */
export const BODY = {
  organisation: { roles: [], queues: [] },
  workflows: [],
  ruleSets: [],
  templates: [],
} as unknown as ReleaseBody;
