import { caseFacts, type FactCatalogue } from "../definition/facts.js";
import { pluginOfFact } from "../definition/contributed-facts.js";
import type { ContributedOperators } from "../definition/conditions/contributed.js";
import { type Facts, holds, readFact } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import type { UnjudgedReason } from "../protocol/replay.js";
import { comparisonsOf } from "../../rules/can-evaluate.js";
import { bulkEvaluator } from "../../rules/bulk.js";
import { compileRuleSet, type CompiledRuleSet } from "../../rules/compile.js";
import type { Verdict } from "../../rules/hit.js";
import { factsIn, firstRead } from "../../rules/read-facts.js";
import { type AskedInstead, askedInstead } from "./asked.js";
import { type Reaction, reactionTo } from "./reaction.js";
import type { RecordedDecision } from "./recorded-decision.js";

/** What one side answers to a recorded decision: what follows from it, or why nobody can say. */
export type Side =
  | {
      readonly kind: "answered";
      /** The rule set that is asked and what it answers; null where none is asked. */
      readonly asked: { readonly ruleSet: CompiledRuleSet; readonly verdict: Verdict } | null;
      /** The facts that it was asked with. */
      readonly facts: Facts;
      readonly reaction: Reaction;
    }
  | { readonly kind: "unjudged"; readonly why: UnjudgedReason; readonly fact?: string };

/** The decisions of one rule set in cases of one release, under another release. */
export type Answering = (decision: Pick<RecordedDecision, "facts">) => Side;

/** Which decisions are asked again, and where. */
export type Replaying = {
  /** The workflow that they were made in, as it was then. */
  readonly workflow: Workflow;
  readonly ruleSet: string;
  readonly under: ReleaseBody;
  readonly operators: ContributedOperators;
};

/**
 * Answers the decisions of a rule set as another release would. What it reads that was not recorded is never guessed: a decision
 * that needs it cannot be judged, one that comes to its answer without it can.
 * @throws RulesRefused for a rule set that nobody may run
 */
export function answeringUnder({ workflow, ruleSet, under, operators }: Replaying): Answering {
  const target = under.workflows.find(({ id }) => id === workflow.id);
  if (!target) return () => ({ kind: "unjudged", why: "no_workflow" });
  const asked = askedInstead(workflow, target, ruleSet);
  const source = under.ruleSets.find(({ id }) => id === asked?.ruleSet);
  const compiled = asked && source ? compileRuleSet(source, operators) : null;
  const evaluate = compiled && bulkEvaluator(compiled);
  const reads = compiled ? factsIn(compiled) : [];
  const known = caseFacts(workflow);
  const unrecorded = reads.filter((path) => !isOfPlugin(path) && !Object.hasOwn(known, path));
  const ofPlugins = reads.filter(isOfPlugin);
  return (decision) => {
    const facts = inState(decision.facts, workflow, target);
    const state = readFact(facts, "case.state");
    if (typeof state !== "string" || !Object.hasOwn(target.states, state))
      return { kind: "unjudged", why: "no_state" };
    const missing = [
      ...unrecorded,
      ...ofPlugins.filter((path) => readFact(facts, path) === undefined),
    ];
    const whether = asked === null ? false : isAsked(asked, { facts, known });
    if (typeof whether === "string")
      return { kind: "unjudged", why: "not_recorded", fact: whether };
    if (!compiled || !evaluate || !whether)
      return answered(target, { ruleSet, asked: null, facts });
    const needed = missing.length === 0 ? undefined : firstRead(compiled, facts, new Set(missing));
    if (needed !== undefined)
      return {
        kind: "unjudged",
        why: isOfPlugin(needed) ? "not_asked_of_plugin" : "not_recorded",
        fact: needed,
      };
    const verdict = evaluate(facts);
    return answered(target, { ruleSet, asked: { ruleSet: compiled, verdict }, facts });
  };
}

function answered(
  workflow: Workflow,
  {
    ruleSet,
    asked,
    facts,
  }: { ruleSet: string; asked: Extract<Side, { kind: "answered" }>["asked"]; facts: Facts },
): Side {
  const reaction = reactionTo(workflow, {
    ruleSet: asked?.ruleSet.source.id ?? ruleSet,
    outcome: asked?.verdict.outcome ?? {},
    facts,
  });
  return { kind: "answered", asked, facts, reaction };
}

/** A new case is in the first state, whatever that is called. */
function inState(facts: Facts, before: Workflow, after: Workflow): Facts {
  if (before.initial === after.initial || readFact(facts, "case.state") !== before.initial)
    return facts;
  return { ...facts, case: { ...(facts["case"] as object), state: after.initial } };
}

type Known = { readonly facts: Facts; readonly known: FactCatalogue };

/** Whether the rules are asked at all; or the fact that this depends on and that was not recorded. */
function isAsked({ when }: AskedInstead, { facts, known }: Known): boolean | string {
  if (when === undefined) return true;
  const read = when.flatMap(comparisonsOf).map(({ fact }) => fact);
  const missing = read.find((fact) => !Object.hasOwn(known, fact));
  return missing ?? when.some((condition) => holds(condition, facts));
}

function isOfPlugin(path: string): boolean {
  return pluginOfFact(path) !== undefined;
}
