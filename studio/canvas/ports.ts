import type { Way } from "./graph.js";
import {
  middleOf,
  turned,
  turnedBox,
  type Axis,
  type Box,
  type Point,
  type Route,
} from "./plane.js";

/** Where a line leaves its first node and meets its last one. */
export type Ends = { readonly begin: Point; readonly end: Point };

type Places = {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly routes: ReadonlyMap<string, Route>;
  readonly axis: Axis;
};

/** Gives every line places of its own at the sides of its nodes, in the order in which the lines come there. */
export function portsOf(ways: readonly Way[], places: Places): ReadonlyMap<string, Ends> {
  const ends = ways.flatMap((way) => endsOf(way, places));
  const found = new Map<string, Point>();
  for (const side of sidesOf(ends))
    for (const [place, end] of side.entries())
      found.set(end.key, portAt(end, (place + 1) / (side.length + 1), places.axis));
  return new Map(
    ways.flatMap(({ id }) => {
      const [begin, end] = [found.get(`${id} begin`), found.get(`${id} end`)];
      return begin && end ? [[id, { begin, end }] as const] : [];
    }),
  );
}

/** The ends at each side of each node, in the order in which they come there. */
function sidesOf(ends: readonly End[]): readonly (readonly End[])[] {
  const sides = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.node} ${String(end.forward)}`;
    const side = sides.get(key);
    if (side) side.push(end);
    else sides.set(key, [end]);
  }
  return [...sides.values()].map((side) => side.toSorted((a, b) => a.beside - b.beside));
}

type End = {
  readonly key: string;
  readonly node: string;
  /** Turned along the axis. */
  readonly box: Box;
  /** Whether the line is on the side where the axis leads. */
  readonly forward: boolean;
  /** Where the line comes from, across the axis. */
  readonly beside: number;
};

function endsOf(way: Way, { nodes, routes, axis }: Places): readonly End[] {
  const [from, to] = [nodes.get(way.from), nodes.get(way.to)];
  const through = routes.get(way.id)?.through ?? [];
  if (!from || !to) return [];
  const next = through[0] ?? middleOf(to);
  const last = through.at(-1) ?? middleOf(from);
  const end = (which: "begin" | "end", node: string, [box, near]: [Box, Point]): End => {
    const [here, there] = [turnedBox(box, axis), turned(near, axis)];
    const forward = there.x >= middleOf(here).x;
    return { key: `${way.id} ${which}`, node, box: here, forward, beside: there.y };
  };
  return [end("begin", way.from, [from, next]), end("end", way.to, [to, last])];
}

function portAt({ box, forward }: End, part: number, axis: Axis): Point {
  return turned({ x: forward ? box.x + box.width : box.x, y: box.y + box.height * part }, axis);
}
