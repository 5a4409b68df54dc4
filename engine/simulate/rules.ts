import { type Facts, readFact } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { RuleSet } from "../definition/rule-set.js";
import {
  compileRuleSet,
  type CompiledRuleSet,
  type Decision,
  evaluateDecision,
  pluginFactsIn,
  RulesRefused,
} from "../../rules/index.js";

/**
 * What a rule set of a release answers, with its trace; null where it is missing, broken, compares with what only a plugin's
 * code can, or asks for a fact that only a plugin can tell. A case gets an empty answer then, here as on the servers, except that they have the code of plugins.
 */
export function decisionOf(
  { ruleSets }: Pick<ReleaseBody, "ruleSets">,
  rules: string,
  facts: Facts,
): Decision | null {
  const ruleSet = ruleSets.find(({ id }) => id === rules);
  if (ruleSet === undefined) return null;
  if (pluginFactsIn(ruleSet).some((path) => readFact(facts, path) === undefined)) return null;
  try {
    return evaluateDecision(compiledOnce(ruleSet), facts);
  } catch (error) {
    if (error instanceof RulesRefused) return null;
    throw error;
  }
}

/** A simulation asks the same rules again and again, and a rule set is never changed in place. */
const kept = new WeakMap<RuleSet, CompiledRuleSet>();

function compiledOnce(ruleSet: RuleSet): CompiledRuleSet {
  const known = kept.get(ruleSet) ?? compileRuleSet(ruleSet);
  kept.set(ruleSet, known);
  return known;
}
