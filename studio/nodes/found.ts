import type { CaseGraph } from "../canvas/graph.js";
import { selectionText, type Selection } from "../canvas/selection.js";

/** What somebody looks for, as the picture shows it; what it does not name steps back. */
export type Found = {
  /** Items of the picture: `state.new`, `way.new>assigned`. */
  readonly items: ReadonlySet<string>;
  /** The one that they are at; null before the first. */
  readonly here: string | null;
};

/** How an item of the picture stands out among what is found. */
export type FoundMark = "here" | "found" | "other";

/** How an item stands out; undefined while nobody looks for anything. */
export function foundMark(found: Found | null | undefined, item: string): FoundMark | undefined {
  if (!found) return undefined;
  if (found.here === item) return "here";
  return found.items.has(item) ? "found" : "other";
}

/** What is found, on the map. */
export function foundOnMap(
  graph: CaseGraph,
  { places, here }: { readonly places: readonly Selection[]; readonly here: Selection | null },
): Found {
  return {
    items: new Set(places.flatMap((place) => itemsOf(graph, place))),
    here: here ? (itemsOf(graph, here)[0] ?? null) : null,
  };
}

/** Where a place is on the map: a transition on its ways, and one that has none at the states that name it. */
export function itemsOf({ ways, states }: CaseGraph, place: Selection): readonly string[] {
  if (place.kind !== "transition") return [selectionText(place)];
  const leading = ways.filter(({ transitions }) => transitions.includes(place.id));
  if (leading.length > 0) return leading.map(({ id }) => `way.${id}`);
  return states
    .filter(({ stays, fromAnywhere }) => [...stays, ...fromAnywhere].includes(place.id))
    .map(({ id }) => `state.${id}`);
}
