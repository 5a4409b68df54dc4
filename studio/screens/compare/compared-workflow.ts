import type { ReleaseBody } from "../../../engine/definition/release.js";
import { graphOf } from "../../canvas/graph.js";
import { changesBetween, type WorkflowChange } from "./changes.js";
import { pairedWith } from "./paired.js";
import type { Two } from "./union.js";

/** A workflow that two releases have, and that looks different in them. */
export type ComparedWorkflow = {
  readonly id: string;
  /** As the later one calls it. */
  readonly name: string;
  readonly two: Two;
  /** At least one of them is to be seen. */
  readonly changes: readonly WorkflowChange[];
};

/** The workflows of which the pictures of two releases differ in more than where things stand, as the later one lists them. */
export function workflowsCompared(
  before: ReleaseBody,
  after: ReleaseBody,
): readonly ComparedWorkflow[] {
  return after.workflows.flatMap((workflow) => {
    const earlier = before.workflows.find(({ id }) => id === workflow.id);
    if (!earlier || earlier === workflow) return [];
    const was = pairedWith(earlier, workflow);
    const two = {
      before: { workflow: was, graph: graphOf(was) },
      after: { workflow, graph: graphOf(workflow) },
    };
    const changes = changesBetween(two, after);
    const isSeen = changes.some(({ items }) => items.length > 0);
    return isSeen ? [{ id: workflow.id, name: workflow.name, two, changes }] : [];
  });
}
