import type { Scalar } from "../engine/definition/names.js";
import { rulesOf } from "../engine/definition/rules-of.js";
import type { RuleSet } from "../engine/definition/rule-set.js";
import type { ConditionTrace, Decision, RuleTrace } from "./decision.js";
import { isContradiction, OTHERWISE } from "./hit.js";
import { phraseOf, quoted, type FactLabels } from "./phrases.js";

export type { FactLabels } from "./phrases.js";

/** Most reasons told of a rule, and most rules told of; a rule rarely needs more than three. */
const MAX_REASONS = 10;

/** How the answer for everything else is called. */
const EVERYTHING_ELSE = "Everything else";

/**
 * Why a decision came out as it did, in plain English sentences for people at the desk.
 *
 * `labels` gives the words for facts (`data.description` → "what the patient wrote"); without them the last part of the
 * path is used. The sentences quote facts and are as private as they are.
 */
export function explainDecision(
  decision: Decision,
  ruleSet: Pick<RuleSet, "name" | "rules" | "table">,
  labels: FactLabels = {},
): string[] {
  const matched = decision.trace.filter((tried) => tried.matched === true);
  const [only] = matched;
  return [
    headline(decision, ruleSet),
    ...(only && matched.length === 1
      ? because(only, labels)
      : matched.slice(0, MAX_REASONS).flatMap((rule) => becauseOf(rule, labels))),
    ...broken(decision, ruleSet),
    outcome(decision),
  ];
}

/** The names of the rules that answered, for people: `Chest pain`, or `Chest pain, Children`. */
export function answeredBy(decision: Decision, ruleSet: Pick<RuleSet, "rules" | "table">): string {
  if (decision.rule === OTHERWISE) return EVERYTHING_ELSE;
  const { matched = [decision.rule] } = decision;
  return matched.map((rule) => nameOf(rule, decision, ruleSet)).join(", ");
}

function headline(decision: Decision, ruleSet: Pick<RuleSet, "name" | "rules" | "table">): string {
  const { matched = [] } = decision;
  if (matched.length > 1) {
    const names = listed(matched.map((rule) => `“${nameOf(rule, decision, ruleSet)}”`));
    return isContradiction(decision)
      ? `Rules ${names} of “${ruleSet.name}” matched, of which only one may, so it gave the answer for everything else.`
      : `Rules ${names} of “${ruleSet.name}” matched.`;
  }
  if (decision.rule === OTHERWISE)
    return `No rule of “${ruleSet.name}” matched, so it gave the answer for everything else.`;
  return `Rule “${nameOf(decision.rule, decision, ruleSet)}” of “${ruleSet.name}” matched.`;
}

/** `“A”, “B” and 5 more`. */
function listed(names: readonly string[]): string {
  const more = names.length - MAX_REASONS;
  const told = more > 0 ? [...names.slice(0, MAX_REASONS), `${String(more)} more`] : names;
  return `${told.slice(0, -1).join(", ")} and ${told.at(-1) ?? ""}`;
}

/** One rule of several that matched, with its reasons in one sentence. */
function becauseOf(rule: RuleTrace, labels: FactLabels): string[] {
  const reasons = reasonsOfRule(rule, labels);
  return reasons.length === 0 ? [] : [`“${rule.name}” matched because ${reasons.join(" and ")}.`];
}

function reasonsOfRule({ when }: RuleTrace, labels: FactLabels): readonly string[] {
  return when ? [...new Set(reasonsOf(when, labels))].slice(0, MAX_REASONS) : [];
}

function because(answered: RuleTrace, labels: FactLabels): string[] {
  return reasonsOfRule(answered, labels).map(
    (reason, index) => `${index === 0 ? "Because" : "And because"} ${reason}.`,
  );
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

function broken(decision: Decision, ruleSet: Pick<RuleSet, "rules" | "table">): string[] {
  return decision.failedRules.map(
    (rule) =>
      `Rule “${nameOf(rule, decision, ruleSet)}” could not be evaluated and was passed over; please have it checked.`,
  );
}

function outcome(decision: Decision): string {
  const parts = Object.entries(decision.outcome).map(
    ([key, value]) => `${key} ${Array.isArray(value) ? toldList(value) : quoted(value)}`,
  );
  return parts.length === 0 ? "The answer is empty." : `The answer: ${parts.join(", ")}.`;
}

/** `“a” and “b”`; a list of nothing is `nothing`. */
function toldList(values: readonly Scalar[]): string {
  if (values.length < 2) return quoted(values[0] ?? null);
  return listed(values.map(quoted));
}

function nameOf(
  id: string,
  { trace }: Decision,
  ruleSet: Pick<RuleSet, "rules" | "table">,
): string {
  const named =
    trace.find((tried) => tried.rule === id) ?? rulesOf(ruleSet).find((rule) => rule.id === id);
  return named?.name ?? id;
}
