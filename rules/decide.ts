import type { ConditionScope, Facts } from "../engine/definition/conditions/evaluate.js";
import type { CompiledRule, CompiledRuleSet } from "./compile.js";
import type { Decision, RuleTrace } from "./decision.js";
import { decisionOf, refuseLargeFacts, scopeOf } from "./evaluate.js";
import { endsAtFirst } from "./hit.js";
import { FACTS } from "./engine-names.js";
import { guardedEngine } from "./guarded-engine.js";
import { traceOfEngine, traceOfFacts, type EngineNode } from "./trace.js";

/**
 * The decision of record: json-rules-engine over plain facts.
 *
 * Rules are tried one by one in list order, those alone that the index does not rule out; with `hit: first` those after the first that matches cannot change the answer and
 * are not run. Each rule gets an Engine of its own for this run: a rule that throws is named in `failedRules` and stops
 * nobody else, concurrent decisions share nothing, and the answer never depends on who finished first.
 *
 * Throws RulesRefused (`facts_too_large`) above 64 KB of facts. Same set and facts, same bytes.
 */
export async function decideRuleSet(compiled: CompiledRuleSet, facts: Facts): Promise<Decision> {
  refuseLargeFacts(compiled, facts);
  const scope = scopeOf(compiled.source, compiled.operators);
  const trace: RuleTrace[] = [];
  const candidates = new Set(compiled.candidates(facts));
  for (const [place, rule] of compiled.rules.entries()) {
    const tried = candidates.has(place)
      ? await tryRule(rule, facts, scope)
      : ruledOut(rule, facts, scope);
    trace.push(tried);
    if (tried.matched === true && endsAtFirst(compiled.source.hit)) break;
  }
  return decisionOf(compiled, trace);
}

/** A rule that needs a value which is not there: json-rules-engine is not asked, and the trace says what was missing. */
function ruledOut(
  { id, name, when }: CompiledRule,
  facts: Facts,
  scope: ConditionScope,
): RuleTrace {
  return { rule: id, name, matched: false, when: traceOfFacts(when, facts, scope.texts) };
}

async function tryRule(
  rule: CompiledRule,
  facts: Facts,
  scope: ConditionScope,
): Promise<RuleTrace> {
  const { id, name, when, engineRule } = rule;
  try {
    const run = await guardedEngine([engineRule], scope).run({ [FACTS]: facts });
    const root = [...run.results, ...run.failureResults][0];
    const node = (root?.conditions as EngineNode | undefined)?.all?.[0];
    if (node?.result === undefined) return { rule: id, name, matched: "failed" };
    return { rule: id, name, matched: node.result, when: traceOfEngine(when, node) };
  } catch {
    // What was thrown may quote facts, so it is not kept; the rule and the facts are enough to see it again.
    return { rule: id, name, matched: "failed" };
  }
}
