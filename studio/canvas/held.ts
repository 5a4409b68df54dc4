import type { Corner } from "../draft/workflow-steps.js";
import type { Layout } from "./layout.js";
import type { Point } from "./plane.js";

/** A state that somebody is moving, with where everything stands meanwhile, in the numbers of the definition. */
export type Held = {
  readonly state: string;
  readonly corners: Readonly<Record<string, Corner>>;
  /** The picture keeps its place while a state is held. */
  readonly origin: Point;
};

/** Takes a state of the picture to a place in it, or takes on the one that is held. */
export function holdAt(layout: Layout, state: string, { x, y }: Point): Held {
  const { origin } = layout;
  const cornerOf = (point: Point): Corner => [
    Math.round(point.x + origin.x),
    Math.round(point.y + origin.y),
  ];
  const others = [...layout.nodes].map(([id, box]) => [id, cornerOf(box)] as const);
  return {
    state,
    corners: { ...Object.fromEntries(others), [state]: cornerOf({ x, y }) },
    origin,
  };
}

/** What is written down of a move: the state alone, or all when none of them had a place given by hand. */
export function placedBy(
  { state, corners }: Held,
  given: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, Corner>> {
  const corner = corners[state];
  return given && corner ? { [state]: corner } : corners;
}
