import type { RuleProperties } from "json-rules-engine";
import type {
  ContributedOperator,
  ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import { contentHash } from "../engine/definition/canonical.js";
import { pointer, type Finding } from "../engine/definition/finding.js";
import { finding } from "../engine/definition/lint/codes.js";
import { rulesOf, tableFindings, tablePath } from "../engine/definition/rules-of.js";
import type { Outcome, Rule, RuleSet } from "../engine/definition/rule-set.js";
import { candidateIndex, type Candidates } from "./candidates.js";
import { comparisonsOf, expandCondition, isListReference, type Expanded } from "./expand.js";
import { FACTS, NEVER } from "./engine-names.js";
import { MAX_OPERANDS, MAX_OUTCOME_BYTES, MAX_RULES } from "./limits.js";
import { RulesRefused } from "./refused.js";
import { bytesOf } from "./trace.js";

/** The type of every json-rules-engine event of ours. Admins never choose it: a rule called `error` would make a run throw. */
export const MATCHED = "matched";

/** One rule, ready to run in both evaluators. */
export type CompiledRule = {
  readonly id: string;
  readonly name: string;
  readonly then: Outcome;
  /** What the trace is told in. */
  readonly when: Expanded;
  /** What json-rules-engine runs; a tree of the same shape, without references. */
  readonly engineRule: RuleProperties;
};

/** A rule set ready to decide. Immutable and shareable between any number of concurrent decisions. */
export type CompiledRuleSet = {
  readonly source: RuleSet;
  /** sha-256 of the source's canonical JSON, lower-case hex. */
  readonly hash: string;
  readonly rules: readonly CompiledRule[];
  /** Which rules can match at all. */
  readonly candidates: Candidates;
  /** The operators of plugins that its rules use. */
  readonly operators: ContributedOperators;
};

type EngineCondition = Extract<RuleProperties["conditions"], { all: unknown }>["all"][number];

/**
 * Turns the stored form of a rule set into json-rules-engine rules behind our guard.
 *
 * Expects a set of the right shape (schema). Throws RulesRefused (`rule_set_broken`) for what the lint forbids and
 * nobody may run: circles and unknown names, operators that no plugin brings, and more than the limits allow.
 */
export function compileRuleSet(
  ruleSet: RuleSet,
  operators: ContributedOperators = {},
): CompiledRuleSet {
  const found: Finding[] = [...sizeFindings(ruleSet), ...tableFindings(ruleSet)];
  const sources = rulesOf(ruleSet);
  const rules = found.length > 0 ? [] : sources.map((rule, index) => compile(rule, index));
  if (found.length > 0) throw new RulesRefused("rule_set_broken", ruleSet.id, found);
  if (operandsOf(rules) > MAX_OPERANDS)
    throw new RulesRefused("rule_set_broken", ruleSet.id, [tooManyOperands()]);
  const used = operatorsOf(rules);
  const { comments: _comments, ...hashed } = ruleSet;
  const hash = contentHash(hashed);
  return { source: ruleSet, hash, rules, candidates: candidateIndex(rules), operators: used };

  function compile(rule: Rule, index: number): CompiledRule {
    const { expanded, findings } = expandCondition(
      rule.when,
      { ruleSet, operators },
      pointer("rules", index, "when"),
    );
    found.push(...findings.map((one) => ({ ...one, path: tablePath(one.path, ruleSet) })));
    const when = expanded ?? { kind: "any", parts: [] };
    return {
      id: rule.id,
      name: rule.name,
      then: rule.then,
      when,
      engineRule: {
        name: rule.id,
        priority: sources.length - index,
        event: { type: MATCHED, params: { index } },
        conditions: { all: [engineCondition(when, 1)] },
      },
    };
  }
}

/** Findings about the size of a set as a whole (R013). */
export function sizeFindings(ruleSet: RuleSet): readonly Finding[] {
  const rules = rulesOf(ruleSet);
  if (rules.length <= MAX_RULES)
    return largestOutcome(ruleSet) <= MAX_OUTCOME_BYTES ? [] : [largeOutcome()];
  const message = `A rule set holds at most ${String(MAX_RULES)} rules; this one has ${String(rules.length)}.`;
  const fix = "Split it into two rule sets, or join rules with the same outcome.";
  return [finding("R013", pointer("rules"), message, fix)];
}

/** Bytes of the largest answer that these rules can give together, or a little more. */
function largestOutcome(ruleSet: RuleSet): number {
  const { hit, collect = {}, otherwise } = ruleSet;
  const sizes = new Map<string, number>();
  for (const outcome of [otherwise, ...rulesOf(ruleSet).map(({ then }) => then)])
    for (const [key, value] of Object.entries(outcome)) {
      const bytes = bytesOf({ [key]: value });
      const before = sizes.get(key) ?? 0;
      const isList =
        hit === "collect" && (Object.hasOwn(collect, key) ? collect[key] : "list") === "list";
      sizes.set(key, isList ? before + bytes : Math.max(before, bytes));
    }
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function largeOutcome(): Finding {
  const message = `The answer can grow beyond ${String(MAX_OUTCOME_BYTES / 1024)} KB.`;
  const fix = "Answer with short ids, and keep texts in templates.";
  return finding("R013", pointer("rules"), message, fix);
}

function operatorsOf(rules: readonly CompiledRule[]): ContributedOperators {
  const used = rules.flatMap(({ when }) =>
    comparisonsOf(when).flatMap(({ comparison, contributed }): [string, ContributedOperator][] =>
      contributed ? [[comparison.operator, contributed]] : [],
    ),
  );
  return Object.fromEntries(used);
}

/** How many values the comparisons of these rules look for together. */
export function operandsOf(rules: readonly { readonly when: Expanded }[]): number {
  const counts = rules.flatMap((rule) =>
    comparisonsOf(rule.when).map(({ operand }) => (Array.isArray(operand) ? operand.length : 1)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The finding about a set that looks for too many words (R013). */
export function tooManyOperands(): Finding {
  const message = `All comparisons together look for more than ${String(MAX_OPERANDS)} words and values.`;
  const fix = "Use a long list in fewer rules, for example in one rule that comes first.";
  return finding("R013", pointer("rules"), message, fix);
}

/**
 * Members of a group get falling priorities, so that json-rules-engine looks at them one by one in list order and
 * stops when the answer is clear, as our own evaluator does. An empty group would be true there; here it never holds.
 * Lists stay references, because json-rules-engine copies every condition in every run.
 */
function engineCondition(condition: Expanded, priority: number): EngineCondition {
  switch (condition.kind) {
    case "all":
    case "any": {
      const { kind, parts } = condition;
      if (parts.length === 0) return { fact: FACTS, operator: NEVER, value: null, priority };
      const members = parts.map((part, index) => engineCondition(part, parts.length - index));
      return kind === "all" ? { all: members, priority } : { any: members, priority };
    }
    case "not":
      return { not: engineCondition(condition.part, 1), priority };
    case "condition":
      return engineCondition(condition.part, priority);
    case "comparison": {
      const { fact, operator, value } = condition.comparison;
      const wanted = isListReference(value) ? { list: value.list } : condition.operand;
      return { fact: FACTS, path: fact, operator, value: wanted, priority };
    }
  }
}
