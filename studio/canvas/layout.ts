import { arrange, newDrawing, type Drawing } from "./dagre.js";
import { givenPlaces } from "./given-layout.js";
import type { CaseGraph, StateNode, Way } from "./graph.js";
import { groupBoxes } from "./group-boxes.js";
import { noteBoxes } from "./note-boxes.js";
import { drawnWay, type DrawnWay } from "./drawn-way.js";
import {
  MARGIN,
  middleOf,
  turned,
  turnedBox,
  type Axis,
  type Box,
  type Placed,
  type Point,
  type Size,
} from "./plane.js";
import { portsOf } from "./ports.js";

/** Where everything is, in pixels: nodes by state, edges by id. */
export type Layout = Size & {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, DrawnWay>;
  /** None where the picture is read down: there they are read below it. */
  readonly notes: ReadonlyMap<string, Box>;
  /** The frames of groups; none where the picture is read down. */
  readonly groups: ReadonlyMap<string, Box>;
  /** What the picture's left upper corner is in the numbers of the definition. */
  readonly origin: Point;
};

/** What is to be placed, and how. */
export type Plan = {
  readonly graph: CaseGraph;
  readonly axis: Axis;
  readonly nodeSize: (state: StateNode) => Size;
  readonly labelSize: (way: Way) => Size;
  /** Left upper corners that the definition gives. Without any, the states are placed by themselves. */
  readonly given?: Readonly<Record<string, readonly number[]>> | undefined;
  /** What given places are moved by; left out, so that the picture begins at its margin. */
  readonly origin?: Point | undefined;
};

/** Pixels between neighbours: nodes, edges, and twice that from a node to the label of its edge. A phone has less room. */
const GAPS = {
  across: { nodesep: 26, edgesep: 18, ranksep: 42 },
  down: { nodesep: 14, edgesep: 12, ranksep: 48 },
};

/** Places states and edges: no two boxes overlap, and every line has a place of its own at its nodes. */
export function layoutOf(plan: Plan): Layout {
  const placed = plan.given ? givenPlaces(plan.graph, plan.given, plan) : automatic(plan);
  const { nodes, routes, origin, notes, groups } = withDrawing(placed, plan);
  const ports = portsOf(plan.graph.ways, { nodes, routes, axis: plan.axis });
  const ways = plan.graph.ways.flatMap(({ id }) => {
    const route = routes.get(id);
    const ends = ports.get(id);
    return route && ends ? [[id, drawnWay(route, ends, plan.axis)] as const] : [];
  });
  return {
    ...extent([
      ...nodes.values(),
      ...notes.values(),
      ...groups.values(),
      ...ways.map(([, { label }]) => label),
    ]),
    nodes,
    notes,
    groups,
    ways: new Map(ways),
    origin,
  };
}

/** With notes and frames, and moved to the right and down when one of them stands beyond the margin. */
function withDrawing(
  placed: Placed,
  { graph, axis }: Plan,
): Placed & Pick<Layout, "notes" | "groups"> {
  const none = new Map<string, Box>();
  if (axis === "down") return { ...placed, notes: none, groups: none };
  const notes = noteBoxes(graph.notes, placed);
  const groups = groupBoxes(graph.groups, placed.nodes);
  const beyond = (side: "x" | "y") =>
    Math.max(0, ...[...notes.values(), ...groups.values()].map((box) => MARGIN - box[side]));
  const by = { x: beyond("x"), y: beyond("y") };
  if (by.x === 0 && by.y === 0) return { ...placed, notes, groups };
  const moved = <Of extends Point>(one: Of) => ({ ...one, x: one.x + by.x, y: one.y + by.y });
  const routes = [...placed.routes].map(([id, { label, through }]) => {
    return [id, { label: moved(label), through: through.map(moved) }] as const;
  });
  return {
    origin: { x: placed.origin.x - by.x, y: placed.origin.y - by.y },
    nodes: new Map([...placed.nodes].map(([id, box]) => [id, moved(box)])),
    routes: new Map(routes),
    notes: new Map([...notes].map(([id, box]) => [id, moved(box)])),
    groups: new Map([...groups].map(([id, box]) => [id, moved(box)])),
  };
}

function automatic(plan: Plan): Placed {
  const drawing = drawn(plan);
  const nodes = plan.graph.states.map(({ id }) => [id, boxAround(drawing.node(id))] as const);
  const routes = plan.graph.ways.map((way) => {
    const edge = drawing.edge(way.from, way.to);
    const label = boxAround({ ...edge, ...plan.labelSize(way) });
    return [way.id, { label, points: edge.points }] as const;
  });
  const boxes = [...nodes.map(([, box]) => box), ...routes.map(([, { label }]) => label)];
  const straight = routes.map(([id, { label, points }]) => {
    const through = straightPast(points, boxes, plan.axis);
    return [id, { label, through }] as const;
  });
  return { nodes: new Map(nodes), routes: new Map(straight), origin: { x: 0, y: 0 } };
}

/** A line bends between the columns only, so that it passes beside the boxes of a column and not behind them. */
function straightPast(points: readonly Point[], boxes: readonly Box[], axis: Axis) {
  const line = points.map((point) => turned(point, axis));
  const onward = (line[0]?.x ?? 0) <= (line.at(-1)?.x ?? 0) ? 1 : -1;
  return line.slice(1, -1).flatMap(({ x, y }) => {
    const half = onward * halfColumn(x, boxes, axis);
    return [-half, half].map((by) => turned({ x: x + by, y }, axis));
  });
}

function halfColumn(x: number, boxes: readonly Box[], axis: Axis): number {
  const column = boxes
    .map((box) => turnedBox(box, axis))
    .filter((box) => Math.abs(middleOf(box).x - x) < 1);
  return Math.max(0, ...column.map(({ width }) => width / 2));
}

function drawn({ graph, axis, nodeSize, labelSize }: Plan): Drawing {
  const drawing = newDrawing();
  for (const { id, states } of graph.groups) {
    // No state has an id with a dot.
    drawing.setNode(`group.${id}`, { width: 0, height: 0 });
    for (const state of states) drawing.setParent(state, `group.${id}`);
  }
  const rankdir = axis === "across" ? "LR" : "TB";
  drawing.setGraph({ rankdir, marginx: MARGIN, marginy: MARGIN, ...GAPS[axis] });
  for (const state of firstFirst(graph.states)) drawing.setNode(state.id, { ...nodeSize(state) });
  for (const way of graph.ways)
    drawing.setEdge(way.from, way.to, { ...labelSize(way), labelpos: "c", minlen: 1, weight: 1 });
  for (const [from, to] of unseenWays(graph))
    drawing.setEdge(from, to, { width: 0, height: 0, labelpos: "c", minlen: 1, weight: 0 });
  arrange(drawing);
  return drawing;
}

/** The state where cases begin leads, so that the others follow from it. */
function firstFirst(states: readonly StateNode[]): readonly StateNode[] {
  return states.toSorted((a, b) => Number(b.place === "first") - Number(a.place === "first"));
}

/** A state without any edge of its own stands beside the other ends, or after the beginning. */
function unseenWays({ states, ways }: CaseGraph): readonly (readonly [from: string, to: string])[] {
  const lone = states.filter(
    ({ id, place }) => place !== "first" && !ways.some(({ from, to }) => from === id || to === id),
  );
  const ends = new Set(states.filter(({ place }) => place === "last").map(({ id }) => id));
  const leading = new Set(ways.filter(({ to }) => ends.has(to)).map(({ from }) => from));
  const before = states.findLast(({ id }) => leading.has(id))?.id;
  const first = states.find(({ place }) => place === "first")?.id;
  return lone.flatMap(({ id, place }) => {
    const from = place === "last" ? (before ?? first) : first;
    return from === undefined ? [] : [[from, id] as const];
  });
}

/** dagre tells the middle of a box. */
function boxAround({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function extent(boxes: readonly Box[]): Size {
  return {
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(0, ...boxes.map(({ y, height }) => y + height)) + MARGIN,
  };
}
