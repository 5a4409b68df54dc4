import type { Workflow } from "../../../engine/definition/workflow.js";

/** How a made-up workflow is called, and how its cases move. */
type Own = Pick<Workflow, "id" | "name" | "initial" | "states" | "transitions" | "layout"> & {
  /** First letters of the ids of its cases. */
  readonly prefix: string;
};

/** A workflow that asks one thing, which is nothing personal, for tests that are about its picture. */
export function madeUp({ prefix, ...own }: Own): Workflow {
  return {
    kind: "workflow",
    spec: 1,
    subject: { type: own.name, prefix, title: "what" },
    data: {
      type: "object",
      additionalProperties: false,
      properties: { what: { type: "string", title: "What?", "x-phi": "none" } },
    },
    priorities: ["Medium"],
    defaultPriority: "Medium",
    defaultQueue: "support",
    ...own,
  };
}
