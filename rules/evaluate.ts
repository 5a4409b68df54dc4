import type { ContributedOperators } from "../engine/definition/conditions/contributed.js";
import {
  holds,
  type ConditionScope,
  type Facts,
} from "../engine/definition/conditions/evaluate.js";
import { rulesOf } from "../engine/definition/rules-of.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { CompiledRuleSet } from "./compile.js";
import type { Decision, RuleTrace } from "./decision.js";
import { endsAtFirst, verdictOf, type Verdict } from "./hit.js";
import { MAX_FACTS_BYTES } from "./limits.js";
import { RulesRefused } from "./refused.js";
import { boundedTrace, bytesOf, traceOfFacts } from "./trace.js";

/**
 * The answer of a rule set, at once and without a trace: for lint, tests and replay over many recorded cases.
 * Total: whatever cannot be evaluated does not match.
 */
export function evaluateRuleSet(
  ruleSet: RuleSet,
  facts: Facts,
  operators: ContributedOperators = {},
): Verdict {
  const scope = scopeOf(ruleSet, operators);
  const matches = ({ when }: RuleSet["rules"][number]) => holds(when, facts, scope);
  const { hit } = ruleSet;
  const rules = rulesOf(ruleSet);
  const matching = endsAtFirst(hit) ? [rules.find(matches)] : rules.filter(matches);
  return verdictOf(
    ruleSet,
    matching.filter((rule) => rule !== undefined),
  );
}

/**
 * The same decision as `decideRuleSet`, byte for byte, without json-rules-engine and without waiting: for the studio's
 * simulator and for replay. Throws RulesRefused (`facts_too_large`) above 64 KB of facts.
 */
export function evaluateDecision(compiled: CompiledRuleSet, facts: Facts): Decision {
  refuseLargeFacts(compiled, facts);
  const { texts } = scopeOf(compiled.source, compiled.operators);
  const trace: RuleTrace[] = [];
  for (const { id, name, when } of compiled.rules) {
    const traced = traceOfFacts(when, facts, texts);
    trace.push({ rule: id, name, matched: traced.result === true, when: traced });
    if (traced.result === true && endsAtFirst(compiled.source.hit)) break;
  }
  return decisionOf(compiled, trace);
}

/** Puts a decision together from the rules tried, which are the first of the list in its order. */
export function decisionOf(compiled: CompiledRuleSet, trace: readonly RuleTrace[]): Decision {
  const matching = compiled.rules.filter((_, place) => trace[place]?.matched === true);
  const { rule, matched, outcome } = verdictOf(compiled.source, matching);
  return {
    ruleSet: compiled.source.id,
    hash: compiled.hash,
    rule,
    ...(matched ? { matched: [...matched] } : {}),
    outcome,
    failedRules: trace.filter(({ matched }) => matched === "failed").map((tried) => tried.rule),
    trace: boundedTrace(trace),
  };
}

/** Throws RulesRefused (`facts_too_large`) above MAX_FACTS_BYTES. */
export function refuseLargeFacts(compiled: CompiledRuleSet, facts: Facts): void {
  if (bytesOf(facts) > MAX_FACTS_BYTES)
    throw new RulesRefused("facts_too_large", compiled.source.id);
}

/** What the conditions of one decision share: its names, and texts prepared for comparing. New for every decision. */
export function scopeOf(
  { conditions, lists }: RuleSet,
  operators: ContributedOperators = {},
): ConditionScope {
  return {
    texts: new Map(),
    operators,
    ...(conditions ? { conditions } : {}),
    ...(lists ? { lists } : {}),
  };
}
