import { memberSchemas, schemasOf } from "../../engine/text/in-order.js";
import type { JsonSchema } from "../../engine/definition/schemas.js";
import type { TextPlace } from "./place.js";

/** Something that can stand at a place of a text. */
export type Suggestion = {
  readonly label: string;
  readonly kind: "member" | "value" | "name";
  /** What it is for. */
  readonly detail?: string;
};

/** Names that a definition can use, by the member that takes one: `to` takes a state. */
export type NamesByMember = Readonly<Record<string, readonly string[]>>;

/** What the schema and the names around a definition offer at a place. */
export function suggestionsAt(
  { inside, member }: TextPlace,
  { schema, names }: { readonly schema: JsonSchema; readonly names: NamesByMember },
): readonly Suggestion[] {
  const around = schemasIn(schema, inside);
  const list = inside.at(-1) === "0" && member === null ? inside.at(-2) : undefined;
  const taker = member ?? list;
  const values = [
    ...(member === null ? around : around.flatMap((one) => resolved(schema, one, member))),
  ].flatMap((one) => fixedValues(one, schema));
  const named = taker === undefined ? [] : (names[taker] ?? []);
  const members = member === null ? around.flatMap(membersOf) : [];
  const all: readonly Suggestion[] = [
    ...named.map((label) => ({ label, kind: "name" as const })),
    ...values.map((label) => ({ label, kind: "value" as const })),
    ...members,
  ];
  return all.filter(({ label }, at) => all.findIndex((one) => one.label === label) === at);
}

/** What a member is for, from its schema; null where the schema does not say. */
export function descriptionAt(
  inside: readonly string[],
  member: string,
  schema: JsonSchema,
): string | null {
  const found = schemasIn(schema, inside).flatMap((one) => memberSchemas(one, member));
  return found.find(({ description }) => description !== undefined)?.description ?? null;
}

function schemasIn(root: JsonSchema, keys: readonly string[]): readonly JsonSchema[] {
  return keys.reduce<readonly JsonSchema[]>(
    (schemas, key) => schemas.flatMap((one) => resolved(root, one, key)),
    schemasOf(undefined, root, root),
  );
}

function resolved(root: JsonSchema, { items, ...schema }: JsonSchema, key: string) {
  const next = items && key === "0" ? [items] : memberSchemas(schema, key);
  return next.flatMap((one) => schemasOf(undefined, one, root));
}

function fixedValues(schema: JsonSchema, root: JsonSchema): readonly string[] {
  const { const: fixed, enum: choices = [], type, items } = schema;
  if (items) return schemasOf(undefined, items, root).flatMap((one) => fixedValues(one, root));
  if (type === "boolean") return ["true", "false"];
  const all = fixed === undefined ? choices : [fixed];
  return all.filter((value) => value !== null && typeof value !== "object").map(String);
}

function membersOf({ properties = {} }: JsonSchema): readonly Suggestion[] {
  return Object.entries(properties).map(([label, { description }]) => ({
    label,
    kind: "member",
    ...(description === undefined ? {} : { detail: description }),
  }));
}
