import {
  isContributed,
  operatorOf,
  type ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import type { Condition } from "../engine/definition/conditions/condition.js";
import { rulesOf } from "../engine/definition/rules-of.js";
import type { RuleSet } from "../engine/definition/rule-set.js";

/** The operators of plugins that a rule set uses, each once. */
export function contributedIn(ruleSet: RuleSet): readonly string[] {
  const all = [...Object.values(ruleSet.conditions ?? {}), ...rulesOf(ruleSet).map(whenOf)];
  return [...new Set(all.flatMap(operatorsIn))];
}

/** Whether the code of every operator that a rule set uses is at hand. In a browser that of plugins is not. */
export function canEvaluate(ruleSet: RuleSet, operators: ContributedOperators): boolean {
  return contributedIn(ruleSet).every((name) => operatorOf(operators, name)?.test !== undefined);
}

function whenOf({ when }: { readonly when: Condition }): Condition {
  return when;
}

function operatorsIn(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(operatorsIn);
  if ("any" in condition) return condition.any.flatMap(operatorsIn);
  if ("not" in condition) return operatorsIn(condition.not);
  if ("condition" in condition || !isContributed(condition.operator)) return [];
  return [condition.operator];
}
