import type { Point } from "../../../canvas/plane.js";

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Pixels with the Shift key, for larger ways. */
const FAR = 10;

/** By how many pixels an arrow key moves what has the focus; null for every other key. */
export function arrowOf(event: KeyboardEvent): Point | null {
  const arrow = ARROWS[event.key];
  if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return null;
  return event.shiftKey ? { x: arrow.x * FAR, y: arrow.y * FAR } : arrow;
}
