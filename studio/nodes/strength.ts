import type { Way } from "../canvas/graph.js";
import type { Selection } from "../canvas/selection.js";

/** How an edge stands out: chosen, beside what is chosen, or neither. */
export type Strength = "chosen" | "near" | "plain";

/** How an edge stands out when this is chosen. */
export function strengthOf(way: Way, selected: Selection | null): Strength {
  if (selected?.kind === "way") return selected.id === way.id ? "chosen" : "plain";
  if (selected?.kind === "state")
    return way.from === selected.id || way.to === selected.id ? "near" : "plain";
  return selected && way.transitions.includes(selected.id) ? "near" : "plain";
}
