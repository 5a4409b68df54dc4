import { canonicalJson } from "../engine/definition/canonical.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import { pointer, type Finding } from "../engine/definition/finding.js";
import { finding } from "../engine/definition/lint/codes.js";
import type { Outcome, RuleSet } from "../engine/definition/rule-set.js";
import { OTHERWISE } from "./decision.js";
import { evaluateRuleSet } from "./evaluate.js";

/** Runs a rule set's own tests; a finding (R014) for each expectation that does not hold. Expects no other errors in the set. */
export function runRuleTests(ruleSet: RuleSet): Finding[] {
  const known = new Set([OTHERWISE, ...ruleSet.rules.map((rule) => rule.id)]);
  return (ruleSet.tests ?? []).flatMap((test, index) => {
    const path = pointer("tests", index, "expect");
    const { rule, outcome } = test.expect;
    if (!known.has(rule))
      return [
        failed(`${path}/rule`, `Test “${test.name}” expects rule ${rule}, which does not exist.`),
      ];
    const verdict = evaluateRuleSet(ruleSet, test.given as Facts);
    if (verdict.rule !== rule)
      return [
        failed(`${path}/rule`, `Test “${test.name}” expects ${rule}, but ${verdict.rule} answers.`),
      ];
    return outcome && canonicalJson(outcome) !== canonicalJson(verdict.outcome)
      ? [failed(`${path}/outcome`, differs(test.name, outcome, verdict.outcome))]
      : [];
  });
}

function differs(name: string, wanted: Outcome, got: Outcome): string {
  return `Test “${name}” expects ${canonicalJson(wanted)}, but the answer is ${canonicalJson(got)}.`;
}

function failed(path: string, message: string): Finding {
  const fix = "Mend the rule, or change the test if the new answer is right.";
  return finding("R014", path, message, fix);
}
