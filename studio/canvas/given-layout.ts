import { roomWith, type Room } from "./room.js";
import type { CaseGraph, StateNode, Way } from "./graph.js";
import { MARGIN, middleOf, type Box, type Placed, type Point, type Size } from "./plane.js";

/** Pixels between states that the definition gives no place, which stand in a row below the others. */
const ROW_GAP = 60;

/** Pixels between a label and what it gives way to, by which it does so at a time, and how often it may. */
const LABEL_GAP = 8;
const STEP = 8;
const MOST_STEPS = 200;

/**
 * States and labels where the definition puts the states, moved together so that the picture begins at its margin, or at
 * `origin` where somebody holds a state and the others must stay.
 */
export function givenPlaces(
  { states, ways }: CaseGraph,
  given: Readonly<Record<string, readonly number[]>>,
  sizes: {
    readonly nodeSize: (state: StateNode) => Size;
    readonly labelSize: (way: Way) => Size;
    readonly origin?: Point | undefined;
  },
): Placed {
  const nodes = givenBoxes(states, given, sizes.nodeSize);
  const labels = givenLabels(ways, nodes, sizes.labelSize);
  const all = [...nodes.values(), ...labels.values()];
  const origin = sizes.origin ?? {
    x: Math.min(...all.map(({ x }) => x)) - MARGIN,
    y: Math.min(...all.map(({ y }) => y)) - MARGIN,
  };
  const moved = (box: Box) => ({ ...box, x: box.x - origin.x, y: box.y - origin.y });
  return {
    origin,
    nodes: new Map([...nodes].map(([id, box]) => [id, moved(box)])),
    routes: new Map(
      [...labels].map(([id, box]) => {
        const label = moved(box);
        return [id, { label, through: [middleOf(label)] }];
      }),
    ),
  };
}

/** The states that the definition places, and the others in a row below them. */
function givenBoxes(
  states: readonly StateNode[],
  given: Readonly<Record<string, readonly number[]>>,
  sizeOf: (state: StateNode) => Size,
): ReadonlyMap<string, Box> {
  const placed = states.flatMap((state) => {
    const [x, y] = given[state.id] ?? [];
    return x === undefined || y === undefined
      ? []
      : [[state.id, { x, y, ...sizeOf(state) }] as const];
  });
  const boxes = new Map<string, Box>(placed);
  let x = Math.min(...placed.map(([, box]) => box.x), 0);
  const y = Math.max(0, ...[...boxes.values()].map((box) => box.y + box.height + ROW_GAP));
  for (const state of states.filter(({ id }) => !boxes.has(id))) {
    boxes.set(state.id, { x, y, ...sizeOf(state) });
    x += sizeOf(state).width + ROW_GAP;
  }
  return boxes;
}

/** Labels half-way between given boxes; one that would cover a node or another label gives way downwards. */
function givenLabels(
  ways: readonly Way[],
  nodes: ReadonlyMap<string, Box>,
  sizeOf: (way: Way) => Size,
): ReadonlyMap<string, Box> {
  const room = roomWith(nodes.values());
  return new Map(
    ways.flatMap((way) => {
      const [from, to] = [nodes.get(way.from), nodes.get(way.to)];
      if (!from || !to) return [];
      const label = free(between(from, to, sizeOf(way)), room);
      room.take(label);
      return [[way.id, label] as const];
    }),
  );
}

function between(from: Box, to: Box, { width, height }: Size): Box {
  const [a, b] = [middleOf(from), middleOf(to)];
  return { x: (a.x + b.x - width) / 2, y: (a.y + b.y - height) / 2, width, height };
}

function free(box: Box, room: Room): Box {
  let found = box;
  for (let step = 0; step < MOST_STEPS && room.isTaken(widened(found)); step += 1)
    found = { ...found, y: found.y + STEP };
  return found;
}

function widened({ x, y, width, height }: Box): Box {
  const by = LABEL_GAP;
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
