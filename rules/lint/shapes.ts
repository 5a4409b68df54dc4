import { canonicalJson } from "../../engine/definition/canonical.js";
import type { Condition } from "../../engine/definition/conditions/condition.js";
import type { Expanded } from "../expand.js";

/** One comparison of an expanded condition. */
export type Leaf = Extract<Expanded, { kind: "comparison" }>;

const signatures = new WeakMap<Expanded, string>();

/** Equal for conditions that say the same in the same words; shared conditions and the order within a group do not matter. */
export function signatureOf(condition: Expanded): string {
  const known = signatures.get(condition);
  if (known !== undefined) return known;
  const signature = describe(condition);
  signatures.set(condition, signature);
  return signature;
}

/** The parts that must all hold, through nested `all` groups and shared conditions; the condition itself when it is no `all`. */
export function conjunctsOf(condition: Expanded): readonly Expanded[] {
  if (condition.kind === "condition") return conjunctsOf(condition.part);
  return condition.kind === "all" ? condition.parts.flatMap(conjunctsOf) : [condition];
}

/** The same condition without shared conditions and lists, as a guard would be written. */
export function writtenOut(condition: Expanded): Condition {
  switch (condition.kind) {
    case "all":
      return { all: condition.parts.map(writtenOut) };
    case "any":
      return { any: condition.parts.map(writtenOut) };
    case "not":
      return { not: writtenOut(condition.part) };
    case "condition":
      return writtenOut(condition.part);
    case "comparison": {
      const { fact, operator } = condition.comparison;
      const { operand } = condition;
      if (operand === null) return { fact, operator };
      return { fact, operator, value: typeof operand === "object" ? [...operand] : operand };
    }
  }
}

function describe(condition: Expanded): string {
  switch (condition.kind) {
    case "condition":
      return signatureOf(condition.part);
    case "not":
      return `not(${signatureOf(condition.part)})`;
    case "all":
    case "any": {
      const members = [...new Set(condition.parts.map(signatureOf))].sort();
      const [only] = members;
      if (only !== undefined && members.length === 1) return only;
      return `${condition.kind}(${members.join(",")})`;
    }
    case "comparison":
      return canonicalJson([
        condition.comparison.fact,
        condition.comparison.operator,
        condition.operand,
      ]);
  }
}
