import type { Contributions } from "../definition/contributions.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { RuleSet } from "../definition/rule-set.js";
import type { CaseActivities, DecideAnswer } from "../../workflows/case/activities.js";
import {
  compileRuleSet,
  type CompiledRuleSet,
  type Decision,
  decideRuleSet,
  isContradiction,
  RulesRefused,
} from "../../rules/index.js";
import { pluginsUsedBy } from "../release-plugins.js";
import { recordDecision } from "../store/decisions.js";
import { releaseByNumber } from "../store/releases.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["decide"]>[0];

/** Compiled rule sets by release hash and id, for the plugins at hand; a release never changes. */
const compiled = new WeakMap<Contributions, Map<string, CompiledRuleSet>>();

/**
 * Asks a rule set of the case's own release and records the decision with facts and trace. A repeat gets the recorded answer.
 * A rule set that is missing, or refuses the facts, answers nothing, so that the case goes on in its default queue, where people see it.
 */
export async function decide(tools: EffectTools, request: Request): Promise<DecideAnswer> {
  const { caseId, effect } = request;
  const release = await releaseByNumber(tools.store, request.release);
  const source = release.body.ruleSets.find(({ id }) => id === effect.rules);
  if (!source) {
    tools.log.warn({ caseId, ruleSet: effect.rules, release: release.number }, "rule set missing");
    return { outcome: {} };
  }
  const decision = await decisionOf(
    compiledOnce(tools.contributions, `${release.hash}/${source.id}`, source),
    effect.facts,
  );
  if (decision === null) {
    tools.log.error({ caseId, ruleSet: source.id, release: release.number }, "rules refused");
    return { outcome: {} };
  }
  if (decision.failedRules.length > 0)
    tools.log.error({ caseId, ruleSet: source.id, rules: decision.failedRules }, "rules failed");
  if (isContradiction(decision))
    tools.log.warn({ caseId, ruleSet: source.id, rules: decision.matched }, "rules contradict");
  const plugins = pluginsUsedBy({ ruleSets: [source] }, tools.contributions);
  const kept = await recordDecision(tools.store, {
    _id: effect.id,
    caseId,
    release: release.number,
    ruleSet: source.id,
    hash: decision.hash,
    rule: decision.rule,
    outcome: decision.outcome,
    facts: effect.facts,
    trace: decision,
    ...(plugins.length === 0 ? {} : { plugins }),
    at: new Date(tools.now()),
  });
  return { outcome: kept.outcome };
}

/** A decision; null when the rules refuse these facts (too large), which no repeat would change. */
async function decisionOf(compile: () => CompiledRuleSet, facts: Facts): Promise<Decision | null> {
  try {
    return await decideRuleSet(compile(), facts);
  } catch (error) {
    if (error instanceof RulesRefused) return null;
    throw error;
  }
}

/** @throws RulesRefused, when asked, for a set that is broken or uses what no plugin brings */
function compiledOnce(contributions: Contributions, key: string, source: RuleSet) {
  return (): CompiledRuleSet => {
    const known = compiled.get(contributions) ?? new Map<string, CompiledRuleSet>();
    compiled.set(contributions, known);
    const rules = known.get(key) ?? compileRuleSet(source, contributions.operators);
    known.set(key, rules);
    return rules;
  };
}
