import type { Facts } from "../definition/conditions/evaluate.js";
import type { Contributions } from "../definition/contributions.js";
import type { RuleSet } from "../definition/rule-set.js";
import type { CaseActivities, DecideAnswer } from "../../workflows/case/activities.js";
import {
  compileRuleSet,
  type CompiledRuleSet,
  type Decision,
  decideRuleSet,
  isContradiction,
  pluginFactsIn,
  RulesRefused,
} from "../../rules/index.js";
import { pluginsUsedBy } from "../release-plugins.js";
import { decisionById, recordDecision } from "../store/decisions.js";
import { releaseByNumber } from "../store/releases.js";
import { type Gathered, gather } from "./ask-plugins.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["decide"]>[0];

/** Compiled rule sets by release hash and id, for the plugins at hand; a release never changes. */
const compiled = new WeakMap<Contributions, Map<string, CompiledRuleSet>>();

/**
 * Asks a rule set of the case's own release and records the decision with facts and trace. A repeat gets the recorded answer.
 * The facts of plugins that it names are asked for first, and recorded with the others.
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
  const before = await decidedBefore(tools, effect.id, source);
  if (before) return before;
  const gathered = await gather(source, effect.facts, tools.contributions);
  const decision =
    gathered &&
    (await decisionOf(
      compiledOnce(tools.contributions, `${release.hash}/${source.id}`, source),
      gathered.facts,
    ));
  if (gathered === null || decision === null) {
    tools.log.error({ caseId, ruleSet: source.id, release: release.number }, "rules refused");
    return { outcome: {} };
  }
  warnOf(tools, request, { decision, gathered });
  tools.reached("decide.after_asking");
  const plugins = pluginsUsedBy({ ruleSets: [source] }, tools.contributions);
  const kept = await recordDecision(tools.store, {
    _id: effect.id,
    caseId,
    release: release.number,
    ruleSet: source.id,
    hash: decision.hash,
    rule: decision.rule,
    outcome: decision.outcome,
    facts: gathered.facts,
    trace: decision,
    ...(plugins.length === 0 ? {} : { plugins }),
    ...(gathered.asked.length === 0 ? {} : { asked: gathered.asked }),
    at: new Date(tools.now()),
  });
  tools.reached("decide.after_record");
  return { outcome: kept.outcome };
}

/** The recorded answer of a repeat whose plugins must not be asked again; they might say something else by now. */
async function decidedBefore(
  { store }: EffectTools,
  id: string,
  source: RuleSet,
): Promise<DecideAnswer | null> {
  if (pluginFactsIn(source).length === 0) return null;
  const kept = await decisionById(store, id);
  return kept && { outcome: kept.outcome };
}

/** Says what of a decision went wrong without stopping it. No value and no word of a plugin is logged. */
function warnOf(
  { log }: EffectTools,
  { caseId, effect: { rules: ruleSet } }: Request,
  { decision, gathered }: { readonly decision: Decision; readonly gathered: Gathered },
): void {
  if (decision.failedRules.length > 0)
    log.error({ caseId, ruleSet, rules: decision.failedRules }, "rules failed");
  if (isContradiction(decision))
    log.warn({ caseId, ruleSet, rules: decision.matched }, "rules contradict");
  for (const { fact, how } of gathered.asked)
    if (how !== "answered") log.warn({ caseId, ruleSet, fact, how }, "plugin did not answer");
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
