import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Workflow } from "../../../engine/definition/workflow.js";

/** A kind of case of tests alone, with two states that are called as one likes. */
function wheelchairs([asked, lent]: readonly [string, string]): Workflow {
  const id = (name: string) => name.toLowerCase().replaceAll(" ", "_");
  return {
    ...{ kind: "workflow", spec: 1, id: "wheelchair", name: "Wheelchair" },
    subject: { type: "Wheelchair", prefix: "W" },
    data: {
      ...{ type: "object", required: ["about"], additionalProperties: false },
      properties: { about: { type: "string", title: "About", maxLength: 100, "x-phi": "none" } },
    },
    ...{ priorities: ["Normal"], defaultPriority: "Normal", defaultQueue: "triage" },
    initial: id(asked),
    states: {
      [id(asked)]: { name: asked, class: "new" },
      [id(lent)]: { name: lent, class: "working" },
      over: { name: "Over", class: "done", final: true },
    },
    transitions: {
      lend: { name: "Lend", from: [id(asked)], to: id(lent), by: ["admin"] },
      end: { name: "End", from: "*", to: "over", by: ["admin"] },
    },
  };
}

/** The release with wheelchairs whose states are called so: asked for, and lent. */
export const withWheelchairs = (names: readonly [string, string]) => (body: ReleaseBody) => ({
  ...body,
  workflows: [...body.workflows.filter(({ id }) => id !== "wheelchair"), wheelchairs(names)],
});
