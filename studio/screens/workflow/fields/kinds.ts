import { own } from "../../../../engine/definition/lint/names.js";
import { readable } from "../../../ui/schema-form/choices.js";
import type { KindWords } from "../../../words/fields-en.js";
import type { Members } from "./members.js";
import type { Schema } from "./shape.js";

/** One kind of what a union of schemas allows. */
export type Kind = { readonly id: string; readonly schema: Schema };

/** The kinds of a union, told apart by one member; a schema that stands for several kinds is one of each. */
export function kindsOf({ anyOf = [] }: Schema, member: string): readonly Kind[] {
  return anyOf.flatMap((schema) => {
    const { const: fixed, anyOf: several = [] } = schema.properties?.[member] ?? {};
    return [fixed, ...several.map((one) => one.const)].flatMap((id) =>
      typeof id === "string" ? [{ id, schema }] : [],
    );
  });
}

/** The kind of a value; undefined for one that nobody here knows. */
export function kindOf(kinds: readonly Kind[], member: string, value: Members): Kind | undefined {
  return kinds.find(({ id }) => id === value[member]);
}

/** What a kind is called and does; for one without words of its own what its schema says. */
export function kindWords(
  { id, schema }: Kind,
  words: Readonly<Record<string, KindWords>>,
): KindWords {
  return own(words, id) ?? { name: readable(id), says: schema.description ?? "" };
}
