import type { Condition } from "../../../engine/definition/conditions/condition.js";
import { rulesOf } from "../../../engine/definition/rules-of.js";
import type { Rule, RuleSet } from "../../../engine/definition/rule-set.js";
import { rulesWords } from "../../words/rules.js";

/** A new rule: it answers what everything else does until somebody says what it is for. */
export function newRule(ruleSet: RuleSet, when: Condition): Rule {
  const id = freeId("rule", idsOf(ruleSet));
  return { id, name: rulesWords.newRule, when, then: ruleSet.otherwise };
}

/** The same rule again, under an id and a name of its own. */
export function copyOf(rule: Rule, ruleSet: RuleSet): Rule {
  return { ...rule, id: freeId(rule.id, idsOf(ruleSet)), name: rulesWords.copyOf(rule.name) };
}

/** Longest id of a rule without the number behind it. */
const STEM = 34;

/** How rules, and rows of a table, are called already. */
export function idsOf(ruleSet: RuleSet): ReadonlySet<string> {
  return new Set(rulesOf(ruleSet).map(({ id }) => id));
}

/** An id that none has. */
export function freeId(stem: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const id = `${stem.slice(0, STEM)}-${String(number)}`;
    if (!taken.has(id)) return id;
  }
}
