/** A cell by row and column, both counted from 0. */
export type Spot = { readonly row: number; readonly column: number };

/** The rectangle between two corners; what is typed goes to `at`. */
export type Selection = { readonly at: Spot; readonly from: Spot };

/** How many rows and columns there are. */
export type Size = { readonly rows: number; readonly columns: number };

/** From the first to the last row and column, both included. */
export type Range = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** A cell as the page marks it. */
export function spotMark({ row, column }: Spot): string {
  return `${String(row)} ${String(column)}`;
}

/** The cell that is marked so. */
export function markedSpot(mark: string): Spot {
  const [row = 0, column = 0] = mark.split(" ").map(Number);
  return { row, column };
}

/** One cell alone. */
export function only(at: Spot): Selection {
  return { at, from: at };
}

/** What is selected. */
export function rangeOf({ at, from }: Selection): Range {
  return {
    top: Math.min(at.row, from.row),
    bottom: Math.max(at.row, from.row),
    left: Math.min(at.column, from.column),
    right: Math.max(at.column, from.column),
  };
}

/** The same selection where rows or columns have gone. */
export function within(size: Size, { at, from }: Selection): Selection {
  return { at: clamped(size, at), from: clamped(size, from) };
}

/** A key as the browser names it, with what is held. */
export type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey">;

/** Where a key leads, as in a spreadsheet: with Shift the rectangle grows, with Ctrl to the edge. Null for keys that move nothing. */
export function moved(selection: Selection, pressed: Pressed, size: Size): Selection | null {
  const isFar = pressed.ctrlKey || pressed.metaKey;
  if (isFar && pressed.key === "a") return { at: { row: 0, column: 0 }, from: lastOf(size) };
  const at = target(selection.at, pressed.key, { isFar, last: lastOf(size) });
  if (!at) return null;
  const there = clamped(size, at);
  return pressed.shiftKey ? { ...selection, at: there } : only(there);
}

function target(
  { row, column }: Spot,
  key: string,
  { isFar, last }: { readonly isFar: boolean; readonly last: Spot },
): Spot | null {
  switch (key) {
    case "ArrowUp":
      return { row: isFar ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: isFar ? last.row : row + 1, column };
    case "ArrowLeft":
      return { row, column: isFar ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: isFar ? last.column : column + 1 };
    case "PageUp":
      return { row: row - PAGE, column };
    case "PageDown":
      return { row: row + PAGE, column };
    case "Home":
      return { row: isFar ? 0 : row, column: 0 };
    case "End":
      return { row: isFar ? last.row : row, column: last.column };
    default:
      return null;
  }
}

/** Rows that are passed by one press of PageDown. */
const PAGE = 10;

function lastOf({ rows, columns }: Size): Spot {
  return { row: rows - 1, column: columns - 1 };
}

function clamped(size: Size, { row, column }: Spot): Spot {
  const last = lastOf(size);
  return {
    row: Math.max(0, Math.min(last.row, row)),
    column: Math.max(0, Math.min(last.column, column)),
  };
}
