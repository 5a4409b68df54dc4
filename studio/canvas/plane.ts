/** A place in the picture, in pixels from its left upper corner. */
export type Point = { readonly x: number; readonly y: number };

/** Width and height in pixels of the unscaled picture. */
export type Size = { readonly width: number; readonly height: number };

/** A box with its left upper corner. */
export type Box = Point & Size;

/** The way of an edge: where its label stands, and what its line passes between its ends. */
export type Route = { readonly label: Box; readonly through: readonly Point[] };

/** Where states and labels stand. */
export type Placed = {
  readonly nodes: ReadonlyMap<string, Box>;
  readonly routes: ReadonlyMap<string, Route>;
  /** What the picture's left upper corner is in the numbers of the definition. */
  readonly origin: Point;
};

/** How a picture is read: `across` from left to right, `down` from top to bottom. */
export type Axis = "across" | "down";

/** Room around the picture, for the signs that stand over the edges of nodes. */
export const MARGIN = 20;

/** A point with its first number along the axis. Turning twice gives the point back. */
export function turned({ x, y }: Point, axis: Axis): Point {
  return axis === "across" ? { x, y } : { x: y, y: x };
}

/** A box with its first numbers along the axis. */
export function turnedBox({ x, y, width, height }: Box, axis: Axis): Box {
  return axis === "across" ? { x, y, width, height } : { x: y, y: x, width: height, height: width };
}

/** The middle of a box. */
export function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Whether two boxes share any room. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
