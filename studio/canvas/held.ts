import type { Corner } from "../draft/workflow-steps.js";
import { drawnWay, type DrawnWay } from "./drawn-way.js";
import type { CaseGraph, GroupNode, Way } from "./graph.js";
import type { Layout } from "./layout.js";
import { groupBoxes } from "./group-boxes.js";
import { middleOf, type Point, type Route } from "./plane.js";
import { portsOf, type Ends } from "./ports.js";

/** States are moved where the picture is read across; where it is read down, they stand by themselves. */
const AXIS = "across";

/** A state that somebody is moving, with all that follows it. Whatever else there is stays as it is, down to its objects. */
export type Hold = {
  readonly state: string;
  /** The picture as it was when the state was taken. */
  readonly before: Layout;
  /** The state itself, and those that it has a way to or from: lines meet them in another order. */
  readonly near: ReadonlySet<string>;
  /** The ways to and from all of these. */
  readonly ways: readonly Way[];
  /** The notes about the state, which go along. */
  readonly notes: readonly string[];
  /** The group that it is in, whose frame follows. */
  readonly groups: readonly GroupNode[];
};

/** Takes a state of the picture. */
export function takeHold(before: Layout, { ways, notes, groups }: CaseGraph, state: string): Hold {
  const near = new Set([state]);
  for (const { from, to } of ways) if (from === state || to === state) near.add(from).add(to);
  return {
    ...{ state, before, near },
    ways: ways.filter(({ from, to }) => near.has(from) || near.has(to)),
    notes: notes.filter(({ about }) => about === state).map(({ id }) => id),
    groups: groups.filter(({ states }) => states.includes(state)),
  };
}

/**
 * The picture with the held state at another place. Labels go half as far, since they stand between two states; what they must
 * give way to is looked at when the state is put down. Costs what hangs on the state, however large the picture is.
 */
export function movedTo(hold: Hold, at: Point): Layout {
  const { state, before, near } = hold;
  const box = before.nodes.get(state);
  if (!box) return before;
  const by = { x: (at.x - box.x) / 2, y: (at.y - box.y) / 2 };
  const nodes = new Map(before.nodes).set(state, { ...box, ...at });
  const routes = new Map<string, Route>();
  for (const way of hold.ways) {
    const drawn = before.ways.get(way.id);
    if (drawn)
      routes.set(way.id, way.from === state || way.to === state ? shifted(drawn, by) : drawn);
  }
  const ports = portsOf(hold.ways, { nodes, routes, axis: AXIS });
  const ways = new Map(before.ways);
  for (const { id, from, to } of hold.ways) {
    const [was, route, ends] = [before.ways.get(id), routes.get(id), ports.get(id)];
    if (!was || !route || !ends) continue;
    // Not all lines of a state further off are looked at here, so that those keep their places at it.
    const begin = near.has(from) ? ends.begin : was.begin;
    const end = near.has(to) ? ends.end : was.end;
    if (!isAsBefore(was, route, { begin, end }))
      ways.set(id, drawnWay(route, { begin, end }, AXIS));
  }
  const notes = new Map(before.notes);
  for (const id of hold.notes) {
    const note = before.notes.get(id);
    if (note) notes.set(id, { ...note, x: note.x + at.x - box.x, y: note.y + at.y - box.y });
  }
  const groups = new Map([...before.groups, ...groupBoxes(hold.groups, nodes)]);
  return { ...before, nodes, ways, notes, groups };
}

/** The picture with a group at another place: all its states go as far as its frame does. */
export function groupMovedTo(before: Layout, graph: CaseGraph, group: string, at: Point): Layout {
  const frame = before.groups.get(group);
  if (!frame) return before;
  return membersOf(graph, group).reduce((layout, state) => {
    const { x = 0, y = 0 } = before.nodes.get(state) ?? {};
    const to = { x: x + at.x - frame.x, y: y + at.y - frame.y };
    return movedTo(takeHold(layout, graph, state), to);
  }, before);
}

/** The states of a group. */
export function membersOf({ groups }: Pick<CaseGraph, "groups">, group: string): readonly string[] {
  return groups.find(({ id }) => id === group)?.states ?? [];
}

/** The picture with a note at another place. */
export function noteMovedTo(before: Layout, note: string, at: Point): Layout {
  const box = before.notes.get(note);
  return box ? { ...before, notes: new Map(before.notes).set(note, { ...box, ...at }) } : before;
}

/** What is written down of a move: these states alone, or all when none of them had a place given by hand. */
export function placedBy(
  { nodes, origin }: Layout,
  moved: readonly string[],
  given: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, Corner>> {
  const corners = [...nodes].map(
    ([id, { x, y }]) =>
      [id, [Math.round(x + origin.x), Math.round(y + origin.y)] as const] as const,
  );
  return Object.fromEntries(given ? corners.filter(([id]) => moved.includes(id)) : corners);
}

function shifted({ label, through }: DrawnWay, by: Point): Route {
  const moved = { ...label, x: label.x + by.x, y: label.y + by.y };
  return { label: moved, through: through.length === 0 ? through : [middleOf(moved)] };
}

function isAsBefore(was: DrawnWay, { label }: Route, { begin, end }: Ends): boolean {
  return label === was.label && isSame(begin, was.begin) && isSame(end, was.end);
}

function isSame(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}
