import {
  isContributed,
  operatorOf,
  type ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import type { Comparison, Condition } from "../engine/definition/conditions/condition.js";
import { pluginOfFact } from "../engine/definition/contributed-facts.js";
import { rulesOf } from "../engine/definition/rules-of.js";
import type { RuleSet } from "../engine/definition/rule-set.js";

/** The operators of plugins that a rule set uses, each once. */
export function contributedIn(ruleSet: RuleSet): readonly string[] {
  return distinct(comparisonsIn(ruleSet), ({ operator }) => isContributed(operator) && operator);
}

/** The facts of plugins that a rule set uses, each once. */
export function pluginFactsIn(ruleSet: RuleSet): readonly string[] {
  return distinct(comparisonsIn(ruleSet), ({ fact }) => pluginOfFact(fact) !== undefined && fact);
}

/** Whether the code of every operator that a rule set uses is at hand. In a browser that of plugins is not. */
export function canEvaluate(ruleSet: RuleSet, operators: ContributedOperators): boolean {
  return contributedIn(ruleSet).every((name) => operatorOf(operators, name)?.test !== undefined);
}

/** All comparisons of a rule set as they are written, shared conditions among them. */
function comparisonsIn(ruleSet: RuleSet): readonly Comparison[] {
  const all = [...Object.values(ruleSet.conditions ?? {}), ...rulesOf(ruleSet).map(whenOf)];
  return all.flatMap(comparisonsOf);
}

function whenOf({ when }: { readonly when: Condition }): Condition {
  return when;
}

/** All comparisons of a condition as it is written; shared conditions that it names are not looked into. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  if ("not" in condition) return comparisonsOf(condition.not);
  return "condition" in condition ? [] : [condition];
}

function distinct(
  comparisons: readonly Comparison[],
  nameIn: (comparison: Comparison) => string | false,
): readonly string[] {
  const names = comparisons.map(nameIn).filter((name) => name !== false);
  return [...new Set(names)];
}
