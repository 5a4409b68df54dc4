import { middleOf, type Box } from "./plane.js";
import { roomWith } from "./room.js";
import type { Standing } from "./standing.js";

/** Pixels by which a state gives way to those that are kept, and how often it may. */
const STEP = 24;
const MOST_STEPS = 400;

/** Pixels that stay free around a state. */
const GAP = 26;

/**
 * An arrangement around states that somebody has placed: those stay where they are, and the others come as close to where they
 * were arranged, seen from those that are kept, as there is room.
 */
export function arrangedAround(arranged: Standing, kept: Standing): Standing {
  const by = middleShift(arranged, kept);
  const room = roomWith(kept.values());
  const placed = [...arranged]
    .filter(([id]) => !kept.has(id))
    .map(([id, box]) => {
      let found = { ...box, x: box.x + by.x, y: box.y + by.y };
      for (let step = 0; step < MOST_STEPS && room.isTaken(widened(found)); step += 1)
        found = { ...found, y: found.y + STEP };
      room.take(found);
      return [id, found] as const;
    });
  return new Map([...kept, ...placed]);
}

/** How far the kept states stand from where they were arranged, on average. */
function middleShift(arranged: Standing, kept: Standing) {
  const shifts = [...kept].flatMap(([id, box]) => {
    const other = arranged.get(id);
    if (!other) return [];
    const [here, there] = [middleOf(box), middleOf(other)];
    return [{ x: here.x - there.x, y: here.y - there.y }];
  });
  const mean = (axis: "x" | "y") =>
    shifts.reduce((sum, shift) => sum + shift[axis], 0) / Math.max(1, shifts.length);
  return { x: mean("x"), y: mean("y") };
}

function widened({ x, y, width, height }: Box): Box {
  return { x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP };
}
