import type { Json } from "../names.js";
import type { ContributedName, FactType } from "./condition.js";

/** What a comparison of a plugin's operator is made with: nothing, one value, or several. */
export type ContributedValue =
  string | number | boolean | readonly (string | number | boolean)[] | undefined;

/**
 * The function of an operator: whether it holds, which is true and nothing else. It must be pure, answer at once, and depend on nothing but its two
 * arguments, because a decision is computed again from its facts. It is called only with what it says it takes.
 */
export type OperatorTest = (seen: Json, wanted: ContributedValue) => unknown;

/** An operator that a plugin brings. Rule sets may use it; guards, forms and templates run inside cases and may not. */
export type ContributedOperator = {
  /** What a sentence says when it holds, and when it does not: `["is near", "is not near"]`. The value follows. */
  readonly words: readonly [holds: string, fails: string];
  /** What it is for, for whoever writes rules. */
  readonly description: string;
  /** The types of fact that it reads. */
  readonly facts: readonly FactType[];
  readonly value: "one" | "many" | "none";
  /** The type of its value, or of each of them. */
  readonly of: "text" | "number" | "boolean" | "instant";
  /** Left out where the plugin's code is not at hand, as in a browser; then it never holds there. */
  readonly test?: OperatorTest;
};

/** Operators of plugins by `<plugin>.<name>`. */
export type ContributedOperators = { readonly [name: string]: ContributedOperator };

/** Whether a name is that of a plugin's operator; ours have no dot. */
export function isContributed(operator: string): operator is ContributedName {
  return operator.includes(".");
}

/** The operator of a name, own members only. */
export function operatorOf(
  operators: ContributedOperators | undefined,
  name: string,
): ContributedOperator | undefined {
  return operators && Object.hasOwn(operators, name) ? operators[name] : undefined;
}

/**
 * Whether a comparison by a plugin's operator holds.
 *
 * Total: an absent fact, a wrong type, an operator that nobody brought, and one that throws or answers anything but true
 * are false, so that a plugin's mistake stops no rule but the one that asks for it.
 */
export function contributedHolds(
  operator: ContributedOperator | undefined,
  seen: Json | undefined,
  wanted: ContributedValue | null,
): boolean {
  if (operator?.test === undefined || seen === undefined) return false;
  if (!operator.facts.some((type) => isOfType(seen, type))) return false;
  if (!takes(operator, wanted ?? undefined)) return false;
  try {
    return operator.test(copied(seen), copied(wanted ?? undefined)) === true;
  } catch {
    return false;
  }
}

/** Whether a value is what an operator compares with. */
export function takes({ value, of }: ContributedOperator, wanted: unknown): boolean {
  if (value === "none") return wanted === undefined;
  if (value === "one") return isOfType(wanted, of);
  return Array.isArray(wanted) && wanted.every((one) => isOfType(one, of));
}

/** Whether a value is what a fact of a type holds. */
export function isOfType(value: unknown, type: FactType): boolean {
  switch (type) {
    case "text":
    case "boolean":
      return typeof value === (type === "text" ? "string" : "boolean");
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "instant":
      return (
        isOfType(value, "number") || (typeof value === "string" && /(Z|[+-]\d\d:\d\d)$/.test(value))
      );
    case "list":
      return Array.isArray(value);
  }
}

/** A list of its own for each call, so that nothing a plugin does to it is seen by the next one. */
function copied<Value>(value: Value): Value {
  return Array.isArray(value) ? ([...(value as readonly unknown[])] as Value) : value;
}
