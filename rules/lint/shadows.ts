import { pointer, type Finding } from "../../engine/definition/finding.js";
import type { Expanded } from "../expand.js";
import { finding } from "../../engine/definition/lint/codes.js";
import { signatureOf, type Leaf } from "./shapes.js";

/** A rule as the shadow check needs it. */
export type ShadowRule = {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly when: Expanded;
  /** Whether it matches whatever the facts are. */
  readonly always: boolean;
};

/** Comparisons of conditions made for one rule set before the check gives up; some tenths of a second. */
const MAX_STEPS = 1_000_000;

type Budget = { left: number };

/**
 * Rules that never answer because an earlier one always matches first (R005). Finds equal conditions, and earlier
 * ones that plainly ask for less; it does not reason about values beyond that, so silence proves nothing.
 */
export function lintShadows(rules: readonly ShadowRule[]): Finding[] {
  const budget = { left: MAX_STEPS };
  return rules.flatMap((rule, position) => {
    const earlier = rules
      .slice(0, position)
      .find((other) => other.always || implies(rule.when, other.when, budget));
    if (!earlier) return [];
    const equal = signatureOf(earlier.when) === signatureOf(rule.when);
    return [
      finding(
        "R005",
        pointer("rules", rule.index),
        equal
          ? `“${rule.name}” never answers: “${earlier.name}” before it has the same condition.`
          : `“${rule.name}” never answers: whenever it matches, “${earlier.name}” before it matches too.`,
        `Move it before ${earlier.id}, or remove it.`,
      ),
    ];
  });
}

/** Whether `left` plainly cannot hold without `right`. False when it is not obvious, or the budget is used up. */
function implies(left: Expanded, right: Expanded, budget: Budget): boolean {
  budget.left -= 1;
  if (budget.left < 0) return false;
  if (left.kind === "condition") return implies(left.part, right, budget);
  if (right.kind === "condition") return implies(left, right.part, budget);
  if (isEmptyGroup(left) || isEmptyGroup(right)) return false;
  if (signatureOf(left) === signatureOf(right)) return true;
  if (left.kind === "any") return left.parts.every((part) => implies(part, right, budget));
  if (right.kind === "all") return right.parts.every((part) => implies(left, part, budget));
  if (left.kind === "all" && left.parts.some((part) => implies(part, right, budget))) return true;
  if (right.kind === "any") return right.parts.some((part) => implies(left, part, budget));
  return left.kind === "comparison" && right.kind === "comparison" && narrower(left, right);
}

function isEmptyGroup(condition: Expanded): boolean {
  return (condition.kind === "all" || condition.kind === "any") && condition.parts.length === 0;
}

/** Whether one comparison of a fact admits nothing that the other does not. */
function narrower(left: Leaf, right: Leaf): boolean {
  if (left.comparison.fact !== right.comparison.fact) return false;
  const from = familyOf(left);
  const to = familyOf(right);
  return (
    from !== undefined &&
    from.family === to?.family &&
    from.values.every((value) => to.values.includes(value))
  );
}

/** Operators that hold for any of their values, so that fewer values ask for more. */
function familyOf({ comparison, operand }: Leaf) {
  const family = ANY_OF[comparison.operator];
  if (family === undefined || operand === null) return undefined;
  const values: readonly unknown[] = typeof operand === "object" ? operand : [operand];
  return values.length === 0 ? undefined : { family, values };
}

const ANY_OF: { readonly [operator: string]: string } = {
  equal: "value",
  in: "value",
  textContains: "word",
  textContainsAny: "word",
};
