import type { RuleSet } from "../engine/definition/rule-set.js";
import type { ConditionTrace, Decision, RuleTrace } from "./decision.js";
import { OTHERWISE } from "./decision.js";
import { phraseOf, quoted, type FactLabels } from "./phrases.js";

export type { FactLabels } from "./phrases.js";

/** Most reasons told; a rule rarely needs more than three. */
const MAX_REASONS = 10;

/**
 * Why a decision came out as it did, in plain English sentences for people at the desk.
 *
 * `labels` gives the words for facts (`data.description` → "what the patient wrote"); without them the last part of the
 * path is used. The sentences quote facts and are as private as they are.
 */
export function explainDecision(
  decision: Decision,
  ruleSet: Pick<RuleSet, "name" | "rules">,
  labels: FactLabels = {},
): string[] {
  const answered = decision.trace.find((tried) => tried.matched === true);
  return [
    headline(decision, ruleSet),
    ...(answered ? because(answered, labels) : []),
    ...broken(decision, ruleSet),
    outcome(decision),
  ];
}

function headline(decision: Decision, ruleSet: Pick<RuleSet, "name" | "rules">): string {
  if (decision.rule === OTHERWISE)
    return `No rule of “${ruleSet.name}” matched, so it gave the answer for everything else.`;
  return `Rule “${nameOf(decision.rule, decision, ruleSet)}” of “${ruleSet.name}” matched.`;
}

function because(answered: RuleTrace, labels: FactLabels): string[] {
  const reasons = answered.when ? [...new Set(reasonsOf(answered.when, labels))] : [];
  return reasons
    .slice(0, MAX_REASONS)
    .map((reason, index) => `${index === 0 ? "Because" : "And because"} ${reason}.`);
}

/** What made a condition come out as it did; parts that did not matter are left out. */
function reasonsOf(trace: ConditionTrace, labels: FactLabels): readonly string[] {
  const { result } = trace;
  if ("all" in trace) return groupReasons(trace.all, result, labels);
  if ("any" in trace) return groupReasons(trace.any, result, labels);
  if ("not" in trace) return reasonsOf(trace.not, labels);
  if ("is" in trace) return reasonsOf(trace.is, labels);
  return [phraseOf(trace, labels)];
}

/** The parts that agree with the group's result: all of them where all were needed, the one that settled it otherwise. */
function groupReasons(
  parts: readonly ConditionTrace[],
  result: ConditionTrace["result"],
  labels: FactLabels,
): readonly string[] {
  return parts
    .filter((part) => part.result === result && result !== "not evaluated")
    .flatMap((part) => reasonsOf(part, labels));
}

function broken(decision: Decision, ruleSet: Pick<RuleSet, "rules">): string[] {
  return decision.failedRules.map(
    (rule) =>
      `Rule “${nameOf(rule, decision, ruleSet)}” could not be evaluated and was passed over; please have it checked.`,
  );
}

function outcome(decision: Decision): string {
  const parts = Object.entries(decision.outcome).map(([key, value]) => `${key} ${quoted(value)}`);
  return parts.length === 0 ? "The answer is empty." : `The answer: ${parts.join(", ")}.`;
}

function nameOf(id: string, { trace }: Decision, { rules }: Pick<RuleSet, "rules">): string {
  const named = trace.find((tried) => tried.rule === id) ?? rules.find((rule) => rule.id === id);
  return named?.name ?? id;
}
