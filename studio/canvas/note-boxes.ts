import type { Corner } from "../draft/workflow-steps.js";
import type { NoteNode } from "./graph.js";
import type { Layout } from "./layout.js";
import { MARGIN, type Box, type Placed, type Point } from "./plane.js";
import { roomWith } from "./room.js";
import { noteSize } from "./sizes.js";

/** Pixels from a note to what it gives way to, by which it does so at a time, and how often it may. */
const GAP = 10;
const STEP = 8;
const MOST_STEPS = 400;

/**
 * Where notes stand in a picture: where somebody has put them; below the state that they are about, or left below everything, where nobody has.
 * One that would cover something gives way downwards, so that no note hides how a case moves.
 */
export function noteBoxes(
  notes: readonly NoteNode[],
  { nodes, routes, origin }: Placed,
): ReadonlyMap<string, Box> {
  const drawn = [...nodes.values(), ...[...routes.values()].map(({ label }) => label)];
  const room = roomWith(drawn);
  const bottom = Math.max(MARGIN, ...drawn.map(({ y, height }) => y + height + 2 * GAP));
  return new Map(
    notes.map((note) => {
      const wanted = { ...wantedCorner(note, { nodes, origin, bottom }), ...noteSize(note) };
      let box = wanted;
      for (let step = 0; step < MOST_STEPS && room.isTaken(widened(box)); step += 1)
        box = { ...box, y: box.y + STEP };
      room.take(box);
      return [note.id, box] as const;
    }),
  );
}

function wantedCorner(
  { about = "", at }: NoteNode,
  { nodes, origin, bottom }: Pick<Placed, "nodes" | "origin"> & { readonly bottom: number },
): Point {
  const state = nodes.get(about);
  const [x, y] = at ?? [];
  if (x === undefined || y === undefined)
    return state ? { x: state.x, y: state.y + state.height + 2 * GAP } : { x: MARGIN, y: bottom };
  return state ? { x: state.x + x, y: state.y + y } : { x: x - origin.x, y: y - origin.y };
}

function widened({ x, y, width, height }: Box): Box {
  return { x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP };
}

/** What is written down of a note that was put somewhere in the picture. */
export function noteCorner(
  { about = "" }: Pick<NoteNode, "about">,
  { nodes, origin }: Pick<Layout, "nodes" | "origin">,
  at: Point,
): Corner {
  const from = nodes.get(about) ?? { x: -origin.x, y: -origin.y };
  return [Math.round(at.x - from.x), Math.round(at.y - from.y)];
}
