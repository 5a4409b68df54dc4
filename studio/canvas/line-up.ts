import type { Box, Point } from "./plane.js";
import type { Standing } from "./standing.js";

/** The ways to line states up; the middles are those of a row (`middle`) and of a column (`center`). */
export const LINE_UPS = [
  "left",
  "center",
  "right",
  "top",
  "middle",
  "bottom",
  "spreadAcross",
  "spreadDown",
] as const;

/** A way to line states up. */
export type LineUp = (typeof LINE_UPS)[number];

/** How many states it takes: with two there is nothing between to be spread. */
export function fewestFor(how: LineUp): number {
  return how === "spreadAcross" || how === "spreadDown" ? 3 : 2;
}

/** States lined up; the outermost of them says where. Too few stay as they are. */
export function linedUp(states: Standing, how: LineUp): Standing {
  if (states.size < fewestFor(how)) return states;
  const boxes = [...states.values()];
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  switch (how) {
    case "left":
      return placed(states, () => ({ x: left }));
    case "right":
      return placed(states, ({ width }) => ({ x: right - width }));
    case "center":
      return placed(states, ({ width }) => ({ x: (left + right - width) / 2 }));
    case "top":
      return placed(states, () => ({ y: top }));
    case "bottom":
      return placed(states, ({ height }) => ({ y: bottom - height }));
    case "middle":
      return placed(states, ({ height }) => ({ y: (top + bottom - height) / 2 }));
    case "spreadAcross":
      return spread(states, { at: "x", size: "width" });
    case "spreadDown":
      return spread(states, { at: "y", size: "height" });
  }
}

/** States moved together. */
export function nudged(states: Standing, by: Point): Standing {
  return placed(states, ({ x, y }) => ({ x: x + by.x, y: y + by.y }));
}

function placed(states: Standing, to: (box: Box) => Partial<Point>): Standing {
  return new Map([...states].map(([id, box]) => [id, { ...box, ...to(box) }]));
}

/** The first and the last stay; between all of them there is the same room. */
function spread(
  states: Standing,
  { at, size }: { readonly at: "x" | "y"; readonly size: "width" | "height" },
): Standing {
  const inOrder = [...states].toSorted(([, a], [, b]) => a[at] - b[at]);
  const [first, last] = [inOrder[0]?.[1], inOrder.at(-1)?.[1]];
  if (!first || !last) return states;
  const taken = inOrder.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[at] + last[size] - first[at] - taken) / (inOrder.length - 1);
  let next = first[at];
  return new Map(
    inOrder.map(([id, box]) => {
      const here = next;
      next += box[size] + gap;
      return [id, { ...box, [at]: here }];
    }),
  );
}
