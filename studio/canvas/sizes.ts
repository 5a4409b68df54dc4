import type { NoteNode, StateNode, Way } from "./graph.js";
import { linesOf } from "./measure.js";
import type { Size } from "./plane.js";

/** Of a node: its width, and the type of its name. Names longer than three lines are cut. */
const NODE = { width: 116, padding: 18, fontPx: 15, linePx: 19, lines: 3, rest: 42 };

/** Of a label on an edge: its width, and the type of one transition in it. */
const LABEL = { width: 98, padding: 14, fontPx: 13, linePx: 16, lines: 3, signs: 18, gap: 6 };

/** Transitions that a label names; the others are in its panel. */
export const MOST_NAMED = 3;

/** Height of the line that says how many more there are. */
const MORE = 22;

/** Of a note: its width, and the type of its text. What is longer than its lines is cut. */
const NOTE = { width: 176, padding: 20, fontPx: 13, linePx: 17, lines: 8, rest: 16 };

/** How much room a state takes. */
export function nodeSize({ name }: Pick<StateNode, "name">): Size {
  const { width, padding, fontPx, linePx, lines, rest } = NODE;
  const used = linesOf(name, { width: width - padding, fontPx, most: lines });
  return { width, height: used * linePx + rest };
}

/** How much room the label of an edge takes: for each of its transitions the name and a line of signs. */
export function labelSize(
  { transitions }: Pick<Way, "transitions">,
  nameOf: (transition: string) => string,
): Size {
  const { width, padding, fontPx, linePx, lines, signs, gap } = LABEL;
  const named = transitions.slice(0, MOST_NAMED);
  const rows = named.map(
    (id) =>
      linesOf(nameOf(id), { width: width - padding, fontPx, most: lines }) * linePx + signs + gap,
  );
  const more = transitions.length > MOST_NAMED ? MORE : 0;
  return { width, height: rows.reduce((sum, row) => sum + row, 0) + gap + 2 + more };
}

/** How much room a note takes; it has lines of its own. */
export function noteSize({ text }: Pick<NoteNode, "text">): Size {
  const { width, padding, fontPx, linePx, lines, rest } = NOTE;
  const used = text
    .trim()
    .split("\n")
    .map((line) => linesOf(line, { width: width - padding, fontPx, most: lines }))
    .reduce((sum, count) => sum + count, 0);
  return { width, height: Math.min(used, lines) * linePx + rest };
}
