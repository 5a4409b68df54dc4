import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api.js";
import type { CaseGraph, StateNode, Way } from "./graph.js";
import { MARGIN, type Box, type Size } from "./plane.js";

/** How much room everything takes. */
export type Sizes = {
  readonly nodeSize: (state: StateNode) => Size;
  readonly labelSize: (way: Way) => Size;
};

/** In columns from left to right, with the labels standing on their lines. */
const OPTIONS: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "POLYLINE",
  "elk.spacing.nodeNode": "26",
  "elk.spacing.edgeNode": "18",
  "elk.layered.spacing.nodeNodeBetweenLayers": "42",
  "elk.padding": `[top=${String(MARGIN)},left=${String(MARGIN)},bottom=${String(MARGIN)},right=${String(MARGIN)}]`,
  // Of two states that lead to each other the one that the definition names first stands first.
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  "elk.separateConnectedComponents": "false",
};

const LABEL: LayoutOptions = {
  "elk.edgeLabels.inline": "true",
  "elk.edgeLabels.placement": "CENTER",
};

/** How a case moves, as ELK takes it. */
export function elkGraphOf({ states, ways }: CaseGraph, { nodeSize, labelSize }: Sizes): ElkNode {
  return {
    id: "picture",
    layoutOptions: OPTIONS,
    children: states.map((state) => ({
      id: state.id,
      ...nodeSize(state),
      // Where cases begin stands first, and nothing stands before it.
      ...(state.place === "first"
        ? { layoutOptions: { "elk.layered.layering.layerConstraint": "FIRST" } }
        : {}),
    })),
    edges: ways.map((way): ElkExtendedEdge => ({
      id: way.id,
      sources: [way.from],
      targets: [way.to],
      labels: [{ text: way.id, ...labelSize(way), layoutOptions: LABEL }],
    })),
  };
}

/** Where ELK puts each state. */
export function boxesOfElk({ children = [] }: Pick<ElkNode, "children">): ReadonlyMap<string, Box> {
  return new Map(
    children.map(({ id, x = 0, y = 0, width = 0, height = 0 }) => [id, { x, y, width, height }]),
  );
}
