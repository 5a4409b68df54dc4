import type { Condition } from "../../engine/definition/conditions/condition.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import { pointer, type Finding } from "../../engine/definition/finding.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import { rulesOf, tableFindings, tablePath } from "../../engine/definition/rules-of.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { operandsOf, sizeFindings, tooManyOperands } from "../compile.js";
import { OTHERWISE } from "../hit.js";
import { canEvaluate } from "../can-evaluate.js";
import { comparisonsOf, expandCondition, type Expanded } from "../expand.js";
import { MAX_OPERANDS } from "../limits.js";
import { runRuleTests } from "../rule-tests.js";
import { finding, hasErrors } from "../../engine/definition/lint/codes.js";
import { constantValue } from "../../engine/definition/lint/constant.js";
import { lintCollect } from "./collect.js";
import { lintContradictions } from "./contradictions.js";
import { lintCover } from "./cover.js";
import { lintOutcomes } from "./outcomes.js";
import { lintShadows, type ShadowRule } from "./shadows.js";
import { writtenOut } from "./shapes.js";
import { vocabularyOf, type Vocabulary } from "./vocabulary.js";
import { lintWritten } from "./written.js";

/**
 * Everything that is wrong with a rule set of the right shape (schema): codes R001 to R019, ordered by path.
 *
 * A set without errors compiles, runs within bounds and passes its own tests, which are run when nothing else is wrong.
 * Without the organisation, queues and languages are not checked; without the code of a plugin, as in a browser, tests of
 * rules that use its operators are not run.
 */
export function lintRuleSet(
  ruleSet: RuleSet,
  workflow: Workflow,
  organisation?: Organisation,
  contributions: Contributions = NOTHING_CONTRIBUTED,
): Finding[] {
  const unreadable = [...sizeFindings(ruleSet), ...tableFindings(ruleSet)];
  const found = [
    ...(unreadable.length > 0
      ? unreadable
      : lintConditions(ruleSet, vocabularyOf(workflow, organisation, contributions))),
    ...lintIds(ruleSet),
    ...lintOutcomes({ ruleSet, workflow, organisation }),
    ...lintCollect(ruleSet),
    ...lintCoverage(ruleSet),
  ];
  const { operators } = contributions;
  const canRun = !hasErrors(found) && canEvaluate(ruleSet, operators);
  const all = canRun ? [...found, ...runRuleTests(ruleSet, operators)] : found;
  return distinct(all.map((one) => ({ ...one, path: tablePath(one.path, ruleSet) })));
}

/** Too large to look at closer, or with an operator that nobody knows. */
const UNREADABLE: ReadonlySet<string> = new Set(["R002", "R013", "R019"]);

/** What each condition says, and, once that is sound, what it means. */
function lintConditions(ruleSet: RuleSet, vocabulary: Vocabulary): Finding[] {
  const found: Finding[] = [];
  const rules: ExpandedRule[] = [];
  for (const [name, condition] of Object.entries(ruleSet.conditions ?? {}))
    lintForm(condition, pointer("conditions", name));
  for (const [index, { id, name, when }] of rulesOf(ruleSet).entries()) {
    const expanded = lintForm(when, pointer("rules", index, "when"));
    if (expanded) rules.push({ index, id, name, when: expanded });
  }
  if (operandsOf(rules) > MAX_OPERANDS) found.push(tooManyOperands());
  return found.length > 0 ? found : lintMeaning(ruleSet, rules, vocabulary);

  function lintForm(condition: Condition, path: string): Expanded | null {
    const { expanded, findings } = expandCondition(
      condition,
      { ruleSet, operators: vocabulary.brought.operators },
      path,
    );
    found.push(...findings);
    const unreadable = findings.some(({ code }) => UNREADABLE.has(code));
    if (!unreadable) found.push(...lintWritten(condition, path, ruleSet, vocabulary));
    return expanded;
  }
}

/** Comparisons up to which all combinations of values are tried; a larger condition costs some 15 ms and rarely tells. */
const MAX_TRIED = 20;

type ExpandedRule = Omit<ShadowRule, "always">;

function lintMeaning(
  ruleSet: RuleSet,
  rules: readonly ExpandedRule[],
  vocabulary: Vocabulary,
): Finding[] {
  const { facts, domains } = vocabulary;
  const found: Finding[] = [];
  const shadows = rules.map((rule): ShadowRule => {
    const path = pointer("rules", rule.index, "when");
    const clashes = lintContradictions(rule.when, path, vocabulary);
    const small = comparisonsOf(rule.when).length <= MAX_TRIED;
    const constant = small ? constantValue(writtenOut(rule.when), facts, domains) : undefined;
    const never = constant === false && clashes.length === 0;
    found.push(...clashes, ...(never ? [neverHolds(path)] : []));
    return { ...rule, always: constant === true };
  });
  return [...found, ...lintShadows(shadows), ...lintCover(shadows, ruleSet, vocabulary)];
}

function neverHolds(path: string): Finding {
  return finding("R004", path, "This condition never holds.", "Correct it, or remove the rule.");
}

function lintIds(ruleSet: RuleSet): Finding[] {
  const seen = new Set([OTHERWISE]);
  return rulesOf(ruleSet).flatMap(({ id }, index) => {
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

function lintCoverage(ruleSet: RuleSet): Finding[] {
  const { tests = [] } = ruleSet;
  const covered = new Set(
    tests.flatMap(({ expect }) => [expect.rule ?? [], expect.rules ?? []].flat()),
  );
  return rulesOf(ruleSet).flatMap(({ id, name }, index) =>
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
