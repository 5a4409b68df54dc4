import { arrangedAround } from "../../canvas/arranged.js";
import { isLarge, type CaseGraph } from "../../canvas/graph.js";
import { groupBoxes } from "../../canvas/group-boxes.js";
import { layoutOf, type Layout, type Plan } from "../../canvas/layout.js";
import type { Axis, Size } from "../../canvas/plane.js";
import { labelSize, nodeSize } from "../../canvas/sizes.js";
import { cornersOf, inRows, type Standing } from "../../canvas/standing.js";
import type { Pictured } from "./differing.js";

/** Two pictures of which the second follows the first. */
export type Two = { readonly before: Pictured; readonly after: Pictured };

/** Where everything stands in two pictures: in both alike, so that the eye can compare them. */
export function twoLayouts(two: Two, axis: Axis): Readonly<Record<keyof Two, Layout>> {
  const graph = unionOf(two.before.graph, two.after.graph);
  const whole = layoutOf({ graph, axis, given: placesOf(two, graph, axis), ...sizesOf(two) });
  /** A frame is around the states that its own picture has in it. */
  const framed = ({ graph: { groups } }: Pictured): Layout =>
    axis === "down" ? whole : { ...whole, groups: groupBoxes(groups, whole.nodes) };
  return { before: framed(two.before), after: framed(two.after) };
}

/** All that is in one of two pictures; what is in both is as the second has it. */
function unionOf(before: CaseGraph, after: CaseGraph): CaseGraph {
  const framed = new Set(after.groups.flatMap(({ states }) => states));
  const left = before.groups.map((group) => ({
    ...group,
    states: group.states.filter((state) => !framed.has(state)),
  }));
  return {
    states: both(after.states, before.states),
    ways: both(after.ways, before.ways),
    everywhere: [...new Set([...after.everywhere, ...before.everywhere])],
    notes: both(after.notes, before.notes),
    groups: both(
      after.groups,
      left.filter(({ states }) => states.length > 0),
    ),
  };
}

function both<Of extends { readonly id: string }>(
  first: readonly Of[],
  second: readonly Of[],
): readonly Of[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}

/** Where states are put by hand: as the second picture has them, and what is gone where it stood, as far as there is room. */
function placesOf({ before, after }: Two, graph: CaseGraph, axis: Axis): Plan["given"] {
  const rows = isLarge(graph) ? inRows(graph) : undefined;
  const { layout } = after.workflow;
  if (axis === "down" || !layout) return rows;
  const kept = standingOf(after, layout);
  const stood = standingOf(before, before.workflow.layout ?? {});
  const gone = new Map([...stood].filter(([id]) => !Object.hasOwn(after.workflow.states, id)));
  return cornersOf(arrangedAround(gone, kept));
}

function standingOf({ graph }: Pictured, layout: NonNullable<Plan["given"]>): Standing {
  return new Map(
    graph.states.flatMap((state) => {
      const [x, y] = layout[state.id] ?? [];
      return x === undefined || y === undefined ? [] : [[state.id, { x, y, ...nodeSize(state) }]];
    }),
  );
}

/** As large as either picture needs it. */
function sizesOf({ before, after }: Two): Pick<Plan, "nodeSize" | "labelSize"> {
  const sides = [before, after].map(({ workflow, graph }) => ({
    states: new Map(graph.states.map((state) => [state.id, nodeSize(state)])),
    ways: new Map(
      graph.ways.map((way) => [
        way.id,
        labelSize(way, (id) => workflow.transitions[id]?.name ?? id),
      ]),
    ),
  }));
  return {
    nodeSize: ({ id }) => largest(sides.flatMap(({ states }) => states.get(id) ?? [])),
    labelSize: ({ id }) => largest(sides.flatMap(({ ways }) => ways.get(id) ?? [])),
  };
}

function largest(sizes: readonly Size[]): Size {
  return {
    width: Math.max(0, ...sizes.map(({ width }) => width)),
    height: Math.max(0, ...sizes.map(({ height }) => height)),
  };
}
