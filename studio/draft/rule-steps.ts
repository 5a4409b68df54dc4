import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { Scalar } from "../../engine/definition/names.js";
import type { Rule, RuleSet } from "../../engine/definition/rule-set.js";
import { withCarriedComments } from "./carried-comments.js";
import { applyConditionEdit, type ConditionEdit } from "./condition-edits.js";
import { applyTableStep, placeOfTableStep, type TableStep } from "./table-steps.js";

/** Whose condition a step changes: a rule's own, or one that rules share by name. */
export type ConditionOwner = { readonly rule: string } | { readonly shared: string };

/** A test that a rule set brings along. */
export type RuleTest = NonNullable<RuleSet["tests"]>[number];

/** One edit of a rule set, as it is kept with the draft. Rules are named by id, so that a step still fits when others were undone. */
export type RuleStep =
  | { readonly do: "addRule"; readonly rule: Rule; readonly place: number }
  | { readonly do: "removeRule"; readonly rule: string }
  | { readonly do: "moveRule"; readonly rule: string; readonly place: number }
  | { readonly do: "nameRule"; readonly rule: string; readonly name: string }
  | (ConditionEdit & { readonly of: ConditionOwner })
  | TableStep
  | {
      readonly do: "answer";
      /** Null is the answer for everything else. */
      readonly rule: string | null;
      readonly key: string;
      readonly value: Scalar;
    }
  | { readonly do: "setWords"; readonly list: string; readonly words: readonly string[] }
  /** A condition that rules use by its name from now on. */
  | { readonly do: "shareCondition"; readonly name: string; readonly condition: Condition }
  | { readonly do: "removeShared"; readonly from: "lists" | "conditions"; readonly name: string }
  | { readonly do: "addTest"; readonly test: RuleTest }
  | { readonly do: "removeTest"; readonly test: string }
  | { readonly do: "replaceAll"; readonly ruleSet: RuleSet };

/** The rule set after one step; the same one when the step does not fit it. Comments go with what they are about. */
export function applyRuleStep(ruleSet: RuleSet, step: RuleStep): RuleSet {
  return withCarriedComments(ruleSet, applied(ruleSet, step));
}

function applied(ruleSet: RuleSet, step: RuleStep): RuleSet {
  switch (step.do) {
    case "addRule":
      return ruleSet.rules.some(({ id }) => id === step.rule.id)
        ? ruleSet
        : { ...ruleSet, rules: ruleSet.rules.toSpliced(step.place, 0, step.rule) };
    case "removeRule":
      return withRule(ruleSet, step.rule, () => []);
    case "moveRule":
      return moved(ruleSet, step);
    case "nameRule":
      return withRule(ruleSet, step.rule, (rule) => [{ ...rule, name: step.name }]);
    case "setPart":
    case "addPart":
    case "removePart":
      return withCondition(ruleSet, step.of, (when) => applyConditionEdit(when, step));
    case "answer":
      return answered(ruleSet, step);
    case "setWords":
      return { ...ruleSet, lists: { ...ruleSet.lists, [step.list]: [...step.words] } };
    case "shareCondition":
      return { ...ruleSet, conditions: { ...ruleSet.conditions, [step.name]: step.condition } };
    case "removeShared":
      return withoutShared(ruleSet, step);
    case "addTest":
      return { ...ruleSet, tests: [...(ruleSet.tests ?? []), step.test] };
    case "removeTest":
      return { ...ruleSet, tests: (ruleSet.tests ?? []).filter(({ name }) => name !== step.test) };
    case "replaceAll":
      return step.ruleSet;
    default:
      return applyTableStep(ruleSet, step);
  }
}

/** Steps in the same place follow one another as one: those of typing. Null for all others. */
export function placeOfRuleStep(step: RuleStep): string | null {
  switch (step.do) {
    case "nameRule":
      return `name ${step.rule}`;
    case "setPart":
      return `part ${JSON.stringify([step.of, step.at])}`;
    case "answer":
      return `answer ${JSON.stringify([step.rule, step.key])}`;
    case "setWords":
      return `words ${step.list}`;
    case "replaceAll":
      return "text";
    case "addRule":
    case "removeRule":
    case "moveRule":
    case "addPart":
    case "removePart":
    case "shareCondition":
    case "removeShared":
    case "addTest":
    case "removeTest":
      return null;
    default:
      return placeOfTableStep(step);
  }
}

function withRule(ruleSet: RuleSet, id: string, change: (rule: Rule) => readonly Rule[]): RuleSet {
  return {
    ...ruleSet,
    rules: ruleSet.rules.flatMap((rule) => (rule.id === id ? change(rule) : [rule])),
  };
}

function moved(
  ruleSet: RuleSet,
  { rule: id, place }: Extract<RuleStep, { readonly do: "moveRule" }>,
): RuleSet {
  const rule = ruleSet.rules.find((one) => one.id === id);
  if (!rule) return ruleSet;
  const others = ruleSet.rules.filter((one) => one.id !== id);
  return { ...ruleSet, rules: others.toSpliced(place, 0, rule) };
}

function withCondition(
  ruleSet: RuleSet,
  of: ConditionOwner,
  change: (condition: Condition) => Condition,
): RuleSet {
  if ("rule" in of)
    return withRule(ruleSet, of.rule, (rule) => [{ ...rule, when: change(rule.when) }]);
  const { conditions = {} } = ruleSet;
  const shared = Object.hasOwn(conditions, of.shared) ? conditions[of.shared] : undefined;
  if (!shared) return ruleSet;
  return { ...ruleSet, conditions: { ...conditions, [of.shared]: change(shared) } };
}

function withoutShared(
  ruleSet: RuleSet,
  { from, name }: Extract<RuleStep, { readonly do: "removeShared" }>,
): RuleSet {
  const { [from]: shared, ...rest } = ruleSet;
  if (shared === undefined || !Object.hasOwn(shared, name)) return ruleSet;
  const others = Object.entries(shared).filter(([key]) => key !== name);
  if (others.length === 0) return rest;
  return { ...ruleSet, [from]: Object.fromEntries(others) };
}

function answered(
  ruleSet: RuleSet,
  { rule, key, value }: Extract<RuleStep, { readonly do: "answer" }>,
): RuleSet {
  if (rule === null) return { ...ruleSet, otherwise: { ...ruleSet.otherwise, [key]: value } };
  return withRule(ruleSet, rule, (one) => [{ ...one, then: { ...one.then, [key]: value } }]);
}
