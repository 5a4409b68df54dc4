import type { Workflow } from "../../../../engine/definition/workflow.js";

/** Where something that was looked for stands in a definition, by the kind of the place. */
export const LISTS = {
  state: "states",
  transition: "transitions",
  group: "groups",
  note: "notes",
} as const;

/** A state, transition, group or note that was looked for. */
export type Place = { readonly kind: keyof typeof LISTS; readonly id: string };

const KINDS = ["state", "transition", "group", "note"] as const;

/** Everything in a workflow that can be looked for, in the order of the kinds and then of the definition. */
export function placesIn(workflow: Workflow): readonly Place[] {
  return KINDS.flatMap((kind) =>
    Object.keys(workflow[LISTS[kind]] ?? {}).map((id) => ({ kind, id })),
  );
}
