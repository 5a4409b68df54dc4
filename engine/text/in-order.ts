import type { JsonSchema } from "../definition/schemas.js";

/**
 * The same value with the members of its objects in the order of their schema, so that one definition is always written the same
 * way. What a schema leaves open stays in the order in which it stands, since there the order can count.
 */
export function inOrder(value: unknown, schema: JsonSchema): unknown {
  return ordered(value, schemasOf(value, schema, schema), schema);
}

function ordered(value: unknown, schemas: readonly JsonSchema[], root: JsonSchema): unknown {
  if (Array.isArray(value)) {
    const items = schemas.flatMap((schema) => (schema.items ? [schema.items] : []));
    return value.map((item: unknown) => ordered(item, allOf(item, items, root), root));
  }
  if (typeof value !== "object" || value === null) return value;
  const named = schemas.flatMap(({ properties = {} }) => Object.keys(properties));
  const keys = Object.keys(value);
  const first = [...new Set(named)].filter((key) => keys.includes(key));
  const rest = keys.filter((key) => !named.includes(key));
  return Object.fromEntries(
    [...first, ...rest].map((key) => {
      const part = (value as Record<string, unknown>)[key];
      const below = schemas.flatMap((schema) => memberSchemas(schema, key));
      return [key, ordered(part, allOf(part, below, root), root)];
    }),
  );
}

/** The schemas of a member of what a schema describes. */
export function memberSchemas(
  { properties = {}, patternProperties = {} }: JsonSchema,
  key: string,
): readonly JsonSchema[] {
  const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (own) return [own];
  return Object.entries(patternProperties)
    .filter(([pattern]) => new RegExp(pattern, "u").test(key))
    .map(([, schema]) => schema);
}

function allOf(value: unknown, schemas: readonly JsonSchema[], root: JsonSchema) {
  return schemas.flatMap((schema) => schemasOf(value, schema, root));
}

/** The schemas that can be meant for a value, without references and alternatives: what is fixed in them must fit. */
export function schemasOf(
  value: unknown,
  schema: JsonSchema,
  root: JsonSchema,
): readonly JsonSchema[] {
  if (schema.$ref !== undefined) {
    const found = root.$defs?.[schema.$ref.split("/").at(-1) ?? ""];
    return found ? schemasOf(value, found, root) : [];
  }
  if (schema.anyOf) return allOf(value, schema.anyOf, root);
  return isMeant(value, schema) ? [schema] : [];
}

function isMeant(value: unknown, { properties = {} }: JsonSchema): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(properties).every(
    ([key, { const: fixed }]) =>
      fixed === undefined ||
      !Object.hasOwn(value, key) ||
      (value as Record<string, unknown>)[key] === fixed,
  );
}
