import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api.js";
import type { CaseGraph, StateNode, Way } from "./graph.js";
import { FRAME } from "./group-boxes.js";
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
  // The states of a group stand together, and no other state among them.
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
};

const LABEL: LayoutOptions = {
  "elk.edgeLabels.inline": "true",
  "elk.edgeLabels.placement": "CENTER",
};

const GROUP: LayoutOptions = {
  "elk.padding": `[top=${String(FRAME.above)},left=${String(FRAME.beside)},bottom=${String(FRAME.below)},right=${String(FRAME.beside)}]`,
};

/** How a case moves, as ELK takes it. */
export function elkGraphOf(
  { states, ways, groups }: CaseGraph,
  { nodeSize, labelSize }: Sizes,
): ElkNode {
  const framed = new Set(groups.flatMap((group) => group.states));
  const nodesOf = (some: readonly StateNode[]) =>
    some.map((state): ElkNode => ({
      id: state.id,
      ...nodeSize(state),
      // Where cases begin stands first, and nothing stands before it.
      ...(state.place === "first" && !framed.has(state.id)
        ? { layoutOptions: { "elk.layered.layering.layerConstraint": "FIRST" } }
        : {}),
    }));
  return {
    id: "picture",
    layoutOptions: OPTIONS,
    children: [
      ...nodesOf(states.filter(({ id }) => !framed.has(id))),
      ...groups.map((group) => ({
        // No state has an id with a dot.
        id: `group.${group.id}`,
        layoutOptions: GROUP,
        children: nodesOf(states.filter(({ id }) => group.states.includes(id))),
      })),
    ],
    edges: ways.map((way): ElkExtendedEdge => ({
      id: way.id,
      sources: [way.from],
      targets: [way.to],
      labels: [{ text: way.id, ...labelSize(way), layoutOptions: LABEL }],
    })),
  };
}

/** Where ELK puts each state. It tells the place of what is in a group from the corner of the group. */
export function boxesOfElk({ children = [] }: Pick<ElkNode, "children">): ReadonlyMap<string, Box> {
  return new Map(
    children.flatMap(({ id, x = 0, y = 0, width = 0, height = 0, children: inside }) =>
      inside
        ? [...boxesOfElk({ children: inside })].map(
            ([state, box]) => [state, { ...box, x: box.x + x, y: box.y + y }] as const,
          )
        : [[id, { x, y, width, height }] as const],
    ),
  );
}
