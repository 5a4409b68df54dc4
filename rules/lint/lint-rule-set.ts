import { pointer, type Finding } from "../../engine/definition/finding.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { operandsOf, sizeFindings, tooManyOperands } from "../compile.js";
import { OTHERWISE } from "../decision.js";
import { expandCondition } from "../expand.js";
import { MAX_OPERANDS } from "../limits.js";
import { runRuleTests } from "../rule-tests.js";
import { finding } from "../../engine/definition/lint/codes.js";
import { constantValue } from "../../engine/definition/lint/constant.js";
import { lintContradictions } from "./contradictions.js";
import { lintOutcomes } from "./outcomes.js";
import { lintShadows, type ShadowRule } from "./shadows.js";
import { writtenOut } from "./shapes.js";
import { vocabularyOf, type Vocabulary } from "./vocabulary.js";
import { lintWritten } from "./written.js";

/**
 * Everything that is wrong with a rule set of the right shape (schema): codes R001 to R015, ordered by path.
 *
 * A set without errors compiles, runs within bounds and passes its own tests, which are run when nothing else is wrong.
 * Without the organisation, queues and languages are not checked.
 */
export function lintRuleSet(
  ruleSet: RuleSet,
  workflow: Workflow,
  organisation?: Organisation,
): Finding[] {
  const vocabulary = vocabularyOf(workflow, organisation);
  const large = sizeFindings(ruleSet);
  const found = large.length > 0 ? [...large] : lintContent(ruleSet, vocabulary);
  found.push(...lintOutcomes({ ruleSet, workflow, organisation }), ...lintCoverage(ruleSet));
  const sound = !found.some(({ severity }) => severity === "error");
  return distinct([...found, ...(sound ? runRuleTests(ruleSet) : [])]);
}

function lintContent(ruleSet: RuleSet, vocabulary: Vocabulary): Finding[] {
  const found = lintIds(ruleSet);
  for (const [name, condition] of Object.entries(ruleSet.conditions ?? {})) {
    const path = pointer("conditions", name);
    const { findings } = expandCondition(condition, ruleSet, path);
    found.push(...findings);
    if (!isTooLarge(findings)) found.push(...lintWritten(condition, path, ruleSet, vocabulary));
  }
  const whole: ShadowRule[] = [];
  for (const [index, { id, name, when }] of ruleSet.rules.entries()) {
    const path = pointer("rules", index, "when");
    const { expanded, findings } = expandCondition(when, ruleSet, path);
    found.push(...findings);
    if (!isTooLarge(findings)) found.push(...lintWritten(when, path, ruleSet, vocabulary));
    if (!expanded) continue;
    const never = lintContradictions(expanded, path, vocabulary);
    const constant = constantValue(writtenOut(expanded), vocabulary.facts, vocabulary.domains);
    if (constant === false && never.length === 0)
      never.push(
        finding("R004", path, "This condition never holds.", "Correct it, or remove the rule."),
      );
    found.push(...never);
    whole.push({ index, id, name, when: expanded, always: constant === true });
  }
  if (operandsOf(whole) > MAX_OPERANDS) found.push(tooManyOperands());
  return [...found, ...lintShadows(whole)];
}

function isTooLarge(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === "R013");
}

function lintIds({ rules }: RuleSet): Finding[] {
  const seen = new Set([OTHERWISE]);
  return rules.flatMap(({ id }, index) => {
    const taken = seen.has(id);
    seen.add(id);
    if (!taken) return [];
    return [
      finding(
        "R012",
        pointer("rules", index, "id"),
        `The id ${id} is already taken.`,
        "Give the rule an id of its own.",
      ),
    ];
  });
}

function lintCoverage({ rules, tests = [] }: RuleSet): Finding[] {
  const covered = new Set(tests.map((test) => test.expect.rule));
  return rules.flatMap(({ id, name }, index) =>
    covered.has(id)
      ? []
      : [
          finding(
            "R011",
            pointer("rules", index),
            `No test expects “${name}” to answer.`,
            `Add a test with expect: { rule: ${id} }.`,
          ),
        ],
  );
}

/** One finding per code and place: a shared condition is reached from many rules. */
function distinct(findings: readonly Finding[]): Finding[] {
  const byPlace = new Map(
    findings.map((one) => [`${one.path} ${one.code} ${one.message}`, one] as const),
  );
  return [...byPlace.entries()]
    .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, one]) => one);
}
