import type { GroupNode } from "./graph.js";
import type { Box } from "./plane.js";

/** Pixels between a frame and its states; above them there is room for its name and for the signs over their edges. */
export const FRAME = { above: 44, beside: 16, below: 20 };

/** The frames of groups: always around their states, wherever those stand. */
export function groupBoxes(
  groups: readonly GroupNode[],
  nodes: ReadonlyMap<string, Box>,
): ReadonlyMap<string, Box> {
  return new Map(
    groups.flatMap(({ id, states }) => {
      const boxes = states.flatMap((state) => nodes.get(state) ?? []);
      return boxes.length === 0 ? [] : [[id, around(boxes)] as const];
    }),
  );
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x)) - FRAME.beside;
  const y = Math.min(...boxes.map((box) => box.y)) - FRAME.above;
  return {
    ...{ x, y },
    width: Math.max(...boxes.map((box) => box.x + box.width)) + FRAME.beside - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + FRAME.below - y,
  };
}
