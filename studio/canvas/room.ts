import { overlap, type Box } from "./plane.js";

/** Pixels of a side of a cell: about a state with what is around it. */
const CELL = 200;

/** Room that is taken. */
export type Room = {
  readonly take: (box: Box) => void;
  /** Whether a box shares room with one that was taken. */
  readonly isTaken: (box: Box) => boolean;
};

/** Room with these boxes in it, kept by the cells of a grid: whoever looks for a place need not look at all boxes. */
export function roomWith(boxes: Iterable<Box>): Room {
  const cells = new Map<string, Box[]>();
  const take = (box: Box) => {
    for (const key of cellsOf(box)) {
      const cell = cells.get(key);
      if (cell) cell.push(box);
      else cells.set(key, [box]);
    }
  };
  for (const box of boxes) take(box);
  return {
    take,
    isTaken: (box) =>
      cellsOf(box).some((key) => cells.get(key)?.some((other) => overlap(box, other)) ?? false),
  };
}

function cellsOf({ x, y, width, height }: Box): readonly string[] {
  const cells: string[] = [];
  for (let column = Math.floor(x / CELL); column * CELL <= x + width; column += 1)
    for (let row = Math.floor(y / CELL); row * CELL <= y + height; row += 1)
      cells.push(`${String(column)} ${String(row)}`);
  return cells;
}
