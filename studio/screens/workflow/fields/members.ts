import type { Json } from "../../../../engine/definition/names.js";
import { shapeOf, type Schema, type Shape } from "./shape.js";

/** A value with members, as it stands in a definition; it may have some that nobody here knows. */
export type Members = { readonly [member: string]: Json };

/** One member of a schema with members. */
export type Member = {
  readonly key: string;
  readonly shape: Shape;
  readonly required: boolean;
  readonly description: string | undefined;
};

/** The members of a schema in its order, without those that never change. */
export function membersOf({ properties = {}, required = [] }: Schema): readonly Member[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const isRequired = required.includes(key);
    const shape = shapeOf(schema);
    if (shape.is === "fixed" && isRequired) return [];
    return [{ key, shape, required: isRequired, description: schema.description }];
  });
}

/** The value with one member changed; undefined leaves it out. All others stay as they are, and where they are. */
export function withMember<Value extends object>(
  value: Value,
  key: string,
  next: Json | undefined,
): Value {
  const entries = Object.entries(value);
  if (next === undefined)
    return Object.fromEntries(entries.filter(([one]) => one !== key)) as Value;
  return Object.hasOwn(value, key)
    ? (Object.fromEntries(entries.map(([one, old]) => [one, one === key ? next : old])) as Value)
    : { ...value, [key]: next };
}

/** Which of several sets of members a value has: what is fixed in it decides, then how many of its members are known. */
export function variantOf(variants: readonly Schema[], value: Members): Schema | undefined {
  const fitting = variants.filter(({ properties = {}, required = [] }) =>
    required.every((key) => {
      const allowed = fixedIn(properties[key] ?? {});
      return allowed.length === 0 || !Object.hasOwn(value, key) || allowed.includes(value[key]);
    }),
  );
  const [best] = fitting.toSorted((a, b) => known(b, value) - known(a, value));
  return best;
}

/** What tells a set of members from its siblings: the value that is fixed in it, or its first member of its own. */
export function variantName({ properties = {}, required = [] }: Schema): string {
  const own = required.filter((key) => key !== "name");
  const fixed = own.map((key) => properties[key]?.const).find((one) => typeof one === "string");
  return fixed ?? own[0] ?? "";
}

/** A member that is text; empty for one that is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The constants that a schema allows and nothing else; none where it allows more. */
function fixedIn({ const: fixed, anyOf = [] }: Schema): readonly unknown[] {
  if (fixed !== undefined) return [fixed];
  return anyOf.every((one) => one.const !== undefined) ? anyOf.map((one) => one.const) : [];
}

function known({ properties = {}, required = [] }: Schema, value: Members): number {
  const mine = Object.keys(value).filter((key) => Object.hasOwn(properties, key)).length;
  const missing = required.filter((key) => !Object.hasOwn(value, key)).length;
  return mine - missing;
}
