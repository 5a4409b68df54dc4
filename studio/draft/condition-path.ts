import type { Condition } from "../../engine/definition/conditions/condition.js";

/** The way to a part of a condition: the place in each group from the outside in; 0 leads into a `not`. */
export type ConditionPath = readonly number[];

/** The part at a place; undefined when there is none. */
export function partAt(condition: Condition, path: ConditionPath): Condition | undefined {
  const [place, ...rest] = path;
  if (place === undefined) return condition;
  const inner = partsOf(condition)[place];
  return inner && partAt(inner, rest);
}

/** The condition with another part at a place; the same condition when the place is not there. */
export function withPart(condition: Condition, path: ConditionPath, part: Condition): Condition {
  const [place, ...rest] = path;
  if (place === undefined) return part;
  const parts = partsOf(condition);
  const inner = parts[place];
  if (!inner) return condition;
  return withParts(
    condition,
    parts.map((one, index) => (index === place ? withPart(inner, rest, part) : one)),
  );
}

/** The condition with one part more at the end of a group; the same condition when there is no group. */
export function withAdded(condition: Condition, path: ConditionPath, part: Condition): Condition {
  const group = partAt(condition, path);
  if (!group || !isGroup(group)) return condition;
  return withPart(condition, path, withParts(group, [...partsOf(group), part]));
}

/** The condition without the part of a group; the same condition when the place is not in a group. */
export function withoutPart(condition: Condition, path: ConditionPath): Condition {
  const around = path.slice(0, -1);
  const group = partAt(condition, around);
  const place = path.at(-1);
  if (place === undefined || !group || !isGroup(group)) return condition;
  const left = partsOf(group).filter((_, index) => index !== place);
  return withPart(condition, around, withParts(group, left));
}

/** Whether parts can be added: `all` and `any`. */
export function isGroup(
  condition: Condition,
): condition is Extract<Condition, { readonly all: unknown } | { readonly any: unknown }> {
  return "all" in condition || "any" in condition;
}

/** What stands directly inside: the parts of a group, or what a `not` denies. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ("all" in condition) return condition.all;
  if ("any" in condition) return condition.any;
  return "not" in condition ? [condition.not] : [];
}

function withParts(condition: Condition, parts: readonly Condition[]): Condition {
  if ("all" in condition) return { all: parts };
  if ("any" in condition) return { any: parts };
  const [denied] = parts;
  return "not" in condition && denied ? { not: denied } : condition;
}
