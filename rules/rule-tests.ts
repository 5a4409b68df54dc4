import { canonicalJson } from "../engine/definition/canonical.js";
import type { ContributedOperators } from "../engine/definition/conditions/contributed.js";
import type { Facts } from "../engine/definition/conditions/evaluate.js";
import { pointer, type Finding } from "../engine/definition/finding.js";
import { finding } from "../engine/definition/lint/codes.js";
import { rulesOf } from "../engine/definition/rules-of.js";
import type { DecidedOutcome, RuleSet } from "../engine/definition/rule-set.js";
import { evaluateRuleSet } from "./evaluate.js";
import { OTHERWISE, type Verdict } from "./hit.js";

/** Runs a rule set's own tests; a finding (R014) for each expectation that does not hold. Expects no other errors in the set. */
export function runRuleTests(ruleSet: RuleSet, operators: ContributedOperators = {}): Finding[] {
  const known = new Set([OTHERWISE, ...rulesOf(ruleSet).map((rule) => rule.id)]);
  return (ruleSet.tests ?? []).flatMap((test, index) => {
    const path = pointer("tests", index, "expect");
    const { rule, rules, outcome } = test.expect;
    const gone = [rule ?? [], rules ?? []].flat().find((id) => !known.has(id));
    const at = rules === undefined ? `${path}/rule` : `${path}/rules`;
    if (gone !== undefined)
      return [failed(at, `Test “${test.name}” expects rule ${gone}, which does not exist.`)];
    const verdict = evaluateRuleSet(ruleSet, test.given as Facts, operators);
    if (rule !== undefined && verdict.rule !== rule)
      return [
        failed(`${path}/rule`, `Test “${test.name}” expects ${rule}, but ${verdict.rule} answers.`),
      ];
    const matched = matchedBy(verdict);
    if (rules && canonicalJson(rules) !== canonicalJson(matched))
      return [
        failed(
          `${path}/rules`,
          `Test “${test.name}” expects ${named(rules)} to match, but ${named(matched)} did.`,
        ),
      ];
    return outcome && canonicalJson(outcome) !== canonicalJson(verdict.outcome)
      ? [failed(`${path}/outcome`, differs(test.name, outcome, verdict.outcome))]
      : [];
  });
}

/** Ids of the rules that match; with `hit: first` of the one that answers. */
function matchedBy({ rule, matched }: Verdict): readonly string[] {
  return matched ?? (rule === OTHERWISE ? [] : [rule]);
}

function named(rules: readonly string[]): string {
  return rules.length === 0 ? "no rule" : rules.join(", ");
}

function differs(name: string, wanted: DecidedOutcome, got: DecidedOutcome): string {
  return `Test “${name}” expects ${canonicalJson(wanted)}, but the answer is ${canonicalJson(got)}.`;
}

function failed(path: string, message: string): Finding {
  const fix = "Mend the rule, or change the test if the new answer is right.";
  return finding("R014", path, message, fix);
}
