import type { Corner } from "../draft/workflow-steps.js";
import type { CaseGraph } from "./graph.js";
import { layoutOf, type Plan } from "./layout.js";
import type { Box } from "./plane.js";

/** States by where they stand, in the numbers of the definition. */
export type Standing = ReadonlyMap<string, Box>;

/** Where the states stand in the picture as people see it on a desk. */
export function standingOf(plan: Omit<Plan, "axis">): Standing {
  const { nodes, origin } = layoutOf({ ...plan, axis: "across" });
  return new Map(
    [...nodes].map(([id, box]) => [id, { ...box, x: box.x + origin.x, y: box.y + origin.y }]),
  );
}

/** Left upper corners as they are written down. */
export function cornersOf(standing: Standing): Readonly<Record<string, Corner>> {
  return Object.fromEntries(
    [...standing].map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)] as const]),
  );
}

/** Pixels between the states of {@link inRows}, with room for a label. */
const STEP = { x: 280, y: 180 };

/** A place for every state of a picture that is too large to be arranged while somebody waits. */
export function inRows({ states }: CaseGraph): Readonly<Record<string, Corner>> {
  const columns = Math.ceil(Math.sqrt(states.length));
  return Object.fromEntries(
    states.map(({ id }, place) => [
      id,
      [(place % columns) * STEP.x, Math.floor(place / columns) * STEP.y] as const,
    ]),
  );
}
