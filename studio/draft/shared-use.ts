import type { Condition } from "../../engine/definition/conditions/condition.js";
import { rulesOf } from "../../engine/definition/rules-of.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";

/** What rules share by name: lists of words, and conditions. */
export type Shared = { readonly list: string } | { readonly condition: string };

/** The names of the rules, rows and shared conditions that use something directly, in their order. */
export function usersOf(ruleSet: RuleSet, shared: Shared): readonly string[] {
  return [
    ...rulesOf(ruleSet).flatMap(({ name, when }) => (uses(when, shared) ? [name] : [])),
    ...Object.entries(ruleSet.conditions ?? {}).flatMap(([name, when]) =>
      uses(when, shared) ? [name] : [],
    ),
  ];
}

function uses(condition: Condition, shared: Shared): boolean {
  if ("all" in condition) return condition.all.some((part) => uses(part, shared));
  if ("any" in condition) return condition.any.some((part) => uses(part, shared));
  if ("not" in condition) return uses(condition.not, shared);
  if ("condition" in condition)
    return "condition" in shared && condition.condition === shared.condition;
  const { value } = condition;
  const list = typeof value === "object" && !Array.isArray(value) ? value.list : undefined;
  return "list" in shared && list === shared.list;
}
