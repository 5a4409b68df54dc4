import { turned, type Axis, type Point } from "./plane.js";

/** An SVG path through all points; at each of them it runs along the axis, so that labels lie on a straight piece. */
export function curveThrough(points: readonly Point[], axis: Axis): string {
  const [first, ...rest] = points.map((point) => turned(point, axis));
  if (!first) return "";
  let here = first;
  const pieces = rest.map((next) => {
    const piece = bend(here, next, axis);
    here = next;
    return piece;
  });
  return [`M ${written(first, axis)}`, ...pieces].join(" ");
}

/** Length and half width of an arrow head, in pixels. */
const HEAD = { length: 8, half: 4.5 };

/** An SVG path of the arrow head at the end of a line that comes from `before`. */
export function arrowAt(end: Point, before: Point, axis: Axis): string {
  const [tip, from] = [turned(end, axis), turned(before, axis)];
  const back = tip.x + (from.x < tip.x ? -HEAD.length : HEAD.length);
  const [left, right] = [tip.y - HEAD.half, tip.y + HEAD.half].map((y) =>
    written({ x: back, y }, axis),
  );
  return `M ${written(tip, axis)} L ${left ?? ""} L ${right ?? ""} Z`;
}

function bend(from: Point, to: Point, axis: Axis): string {
  const half = (from.x + to.x) / 2;
  const controls = [{ x: half, y: from.y }, { x: half, y: to.y }, to];
  return `C ${controls.map((point) => written(point, axis)).join(", ")}`;
}

function written(point: Point, axis: Axis): string {
  const { x, y } = turned(point, axis);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
