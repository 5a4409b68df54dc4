import type { ContributedOperators } from "../definition/conditions/contributed.js";
import { type Facts, readFact } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RuleSet } from "../definition/rule-set.js";
import { pluginFactsIn } from "../../rules/can-evaluate.js";
import { compileRuleSet, type CompiledRuleSet } from "../../rules/compile.js";
import type { Decision } from "../../rules/decision.js";
import { evaluateDecision } from "../../rules/evaluate.js";
import { RulesRefused } from "../../rules/refused.js";

/**
 * What a rule set of a release answers, with its trace; null where it is missing, broken, compares with what only a plugin's
 * code can, or asks for a fact that only a plugin can tell. A case gets an empty answer then, here as on the servers, except that they have the code of plugins.
 */
export function decisionOf(
  { ruleSets }: Pick<ReleaseBody, "ruleSets">,
  { rules, facts }: { readonly rules: string; readonly facts: Facts },
  operators: ContributedOperators = NONE,
): Decision | null {
  const ruleSet = ruleSets.find(({ id }) => id === rules);
  if (ruleSet === undefined) return null;
  if (pluginFactsIn(ruleSet).some((path) => readFact(facts, path) === undefined)) return null;
  try {
    return evaluateDecision(compiledOnce(ruleSet, operators), facts);
  } catch (error) {
    if (error instanceof RulesRefused) return null;
    throw error;
  }
}

/** The same object every time, so that what was compiled for it is found again. */
const NONE: ContributedOperators = {};

/** A simulation asks the same rules again and again, and a rule set is never changed in place. */
const kept = new WeakMap<ContributedOperators, WeakMap<RuleSet, CompiledRuleSet>>();

function compiledOnce(ruleSet: RuleSet, operators: ContributedOperators): CompiledRuleSet {
  const known = kept.get(operators) ?? new WeakMap<RuleSet, CompiledRuleSet>();
  kept.set(operators, known);
  const rules = known.get(ruleSet) ?? compileRuleSet(ruleSet, operators);
  known.set(ruleSet, rules);
  return rules;
}
