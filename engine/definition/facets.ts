import type { FormField } from "./form.js";
import type { Json } from "./names.js";
import type { Workflow } from "./workflow.js";

/** A data field by which cases are listed and counted: its name, its title and its choices, in the order of the definition. */
export type Facet = {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
};

/** Facets of one workflow at most: each is kept unsealed and in an index. */
export const MAX_FACETS = 5;

/** Between the name of a facet and its value, and between two facets; no choice of a facet has one of the latter. */
const TO_VALUE = ":";
export const NEXT_FACET = ",";

/** The facets of a workflow, in the order of its data. */
export function facetsIn({ data }: Pick<Workflow, "data">): readonly Facet[] {
  return Object.entries(data.properties).flatMap(([id, field]) =>
    isFacet(field) ? [{ id, name: field.title, values: field.enum }] : [],
  );
}

/** Whether a field is marked as a facet, and may be one: of a list, and nothing personal. */
export function isFacet(field: FormField): field is FormField & { readonly enum: string[] } {
  return (
    field.type === "string" &&
    field["x-facet"] === true &&
    field["x-phi"] === "none" &&
    field.enum !== undefined
  );
}

/**
 * The facets of a case as they are stored and asked for, as `category:billing`. What is no choice of its facet is left out, so
 * that nothing else is ever stored unsealed.
 */
export function facetKeys(
  workflow: Pick<Workflow, "data">,
  data: { readonly [field: string]: Json },
): readonly string[] {
  return facetsIn(workflow).flatMap(({ id, values }) => {
    const value = data[id];
    return typeof value === "string" && values.includes(value) ? [facetKey(id, value)] : [];
  });
}

/** One facet with its value, as it is stored and asked for. */
export function facetKey(id: string, value: string): string {
  return `${facetPrefix(id)}${value}`;
}

/** What all values of a facet begin with where they are stored. */
export function facetPrefix(id: string): string {
  return `${id}${TO_VALUE}`;
}

/** The facets that somebody asks for, written one after the other: `category:billing,wing:east`. */
export function readFacets(text: string): readonly string[] {
  return text.split(NEXT_FACET).filter((part) => part !== "");
}
