import { arrowAt, curveThrough } from "./curve.js";
import type { Axis, Route } from "./plane.js";
import type { Ends } from "./ports.js";

/** An edge as it is drawn: where it runs, and the SVG paths of its line and of the head of its arrow. */
export type DrawnWay = Route & Ends & { readonly path: string; readonly arrow: string };

/** The line of an edge between its ends. */
export function drawnWay(route: Route, ends: Ends, axis: Axis): DrawnWay {
  const { begin, end } = ends;
  const path = curveThrough([begin, ...route.through, end], axis);
  const arrow = arrowAt(end, route.through.at(-1) ?? begin, axis);
  return { ...route, ...ends, path, arrow };
}
