import {
  type Facet,
  facetKey,
  facetPrefix,
  NEXT_FACET,
  readFacets,
} from "../../../engine/definition/facets.js";
import type { WorkflowSummary } from "../../api/workflows.js";

/** The facets of some workflows, each once, with the choices of all that have it. */
export function facetsOf(workflows: readonly Pick<WorkflowSummary, "facets">[]): readonly Facet[] {
  const byId = new Map<string, Facet>();
  for (const facet of workflows.flatMap(({ facets }) => facets)) {
    const values = [...(byId.get(facet.id)?.values ?? []), ...facet.values];
    byId.set(facet.id, { ...facet, values: [...new Set(values)] });
  }
  return [...byId.values()];
}

/** What is chosen of a facet; empty when nothing is. */
export function chosenOf(facets: string | undefined, id: string): string {
  const chosen = readFacets(facets ?? "").find((key) => key.startsWith(facetPrefix(id)));
  return chosen?.slice(facetPrefix(id).length) ?? "";
}

/** The facets as an address holds them, with another choice of one of them; an empty choice takes it away. */
export function withChosen(facets: string | undefined, id: string, value: string): string {
  const others = readFacets(facets ?? "").filter((key) => !key.startsWith(facetPrefix(id)));
  return [...others, ...(value === "" ? [] : [facetKey(id, value)])].join(NEXT_FACET);
}
