import type { Finding } from "../../engine/definition/finding.js";
import type { Expanded, Operand } from "../expand.js";
import { finding } from "../../engine/definition/lint/codes.js";
import { suggestion } from "../../engine/definition/wording.js";
import { conjunctsOf, type Leaf, signatureOf } from "./shapes.js";
import type { Vocabulary } from "./vocabulary.js";

/** Parts of a condition that can never hold (R004): impossible values, and parts of one `all` that exclude each other. */
export function lintContradictions(
  condition: Expanded,
  path: string,
  vocabulary: Vocabulary,
): Finding[] {
  switch (condition.kind) {
    case "comparison":
      return impossibleValues(condition, vocabulary);
    case "any":
      return condition.parts.flatMap((part) => lintContradictions(part, path, vocabulary));
    // Under `not`, "never" turns into "always", which is a different mistake.
    case "not":
      return [];
    case "condition":
      return lintContradictions(condition.part, path, vocabulary);
    case "all": {
      const inner = condition.parts.flatMap((part) => lintContradictions(part, path, vocabulary));
      const clash = inner.length > 0 ? undefined : clashOf(conjunctsOf(condition));
      return clash === undefined ? inner : [finding("R004", path, clash)];
    }
  }
}

function impossibleValues({ comparison, operand, path }: Leaf, { domains }: Vocabulary): Finding[] {
  const { fact, operator } = comparison;
  const wanted = manyOf(operand);
  if (Array.isArray(operand) && operand.length === 0 && operator !== "notIn")
    return [finding("R004", path, `${fact} is compared with an empty list, which never holds.`)];
  const domain = Object.hasOwn(domains, fact) ? domains[fact] : undefined;
  const known = domain?.filter((value) => typeof value === "string");
  if (!known || (operator !== "equal" && operator !== "in")) return [];
  return wanted
    .filter((value) => !known.includes(String(value)))
    .map((value) =>
      finding(
        "R004",
        path,
        `${fact} is never “${String(value)}”; it is one of ${known.join(", ")}.`,
        suggestion(String(value), known),
      ),
    );
}

/** Why these parts cannot hold together; undefined when nothing simple speaks against it. */
function clashOf(parts: readonly Expanded[]): string | undefined {
  const signatures = new Set(parts.map(signatureOf));
  if (parts.some((part) => part.kind === "not" && signatures.has(signatureOf(part.part))))
    return "One part demands what another part excludes.";
  const byFact = new Map<string, Leaf[]>();
  for (const part of parts)
    if (part.kind === "comparison") {
      const { fact } = part.comparison;
      byFact.set(fact, [...(byFact.get(fact) ?? []), part]);
    }
  for (const [fact, leaves] of byFact) {
    const clash = absentClash(leaves) ?? valueClash(leaves);
    if (clash !== undefined) return `${fact} ${clash}`;
  }
  return undefined;
}

function absentClash(leaves: readonly Leaf[]): string | undefined {
  const absent = leaves.some(({ comparison }) => comparison.operator === "isAbsent");
  return absent && leaves.some(needsValue)
    ? "must be absent for one part and given for another."
    : undefined;
}

/** Whether the comparison fails on absent, empty text and empty list alike. */
function needsValue({ comparison: { operator }, operand }: Leaf): boolean {
  const tolerant = ["isAbsent", "notEqual", "notIn", "startsWith"];
  return !tolerant.includes(operator) && !manyOf(operand).includes("");
}

type Bounds = { readonly low: number; readonly high: number };

function valueClash(leaves: readonly Leaf[]): string | undefined {
  const possible = leaves
    .map(allowedBy)
    .filter((set) => set !== undefined)
    .reduce<readonly unknown[] | undefined>(
      (left, set) => (left ? left.filter((value) => set.includes(value)) : set),
      undefined,
    );
  const excluded = leaves.flatMap(({ comparison, operand }) =>
    ["notEqual", "notIn"].includes(comparison.operator) ? manyOf(operand) : [],
  );
  const bounds = leaves.map(boundsOf).reduce(
    (left, right) => ({
      low: Math.max(left.low, right.low),
      high: Math.min(left.high, right.high),
    }),
    { low: -Infinity, high: Infinity },
  );
  if (bounds.low > bounds.high) return "must be above one limit and below another that is lower.";
  if (!possible) return undefined;
  const left = possible.filter(
    (value) => !(excluded as readonly unknown[]).includes(value) && within(value, bounds),
  );
  return left.length === 0 ? "cannot have all the values asked for at once." : undefined;
}

function allowedBy({ comparison: { operator }, operand }: Leaf): readonly unknown[] | undefined {
  return operator === "equal" || operator === "in" ? manyOf(operand) : undefined;
}

/** Numbers and instants between which a comparison holds. A strict limit moves by the smallest step. */
function boundsOf({ comparison: { operator }, operand }: Leaf): Bounds {
  const open = { low: -Infinity, high: Infinity };
  const limit = typeof operand === "string" ? Date.parse(operand) : Number(operand);
  if (operand === null || typeof operand === "object" || Number.isNaN(limit)) return open;
  const step = Math.max(Number.MIN_VALUE, Math.abs(limit) * Number.EPSILON);
  switch (operator) {
    case "lessThan":
    case "before":
      return { ...open, high: limit - step };
    case "atMost":
      return { ...open, high: limit };
    case "greaterThan":
    case "after":
      return { ...open, low: limit + step };
    case "atLeast":
      return { ...open, low: limit };
    default:
      return open;
  }
}

function within(value: unknown, { low, high }: Bounds): boolean {
  if (low === -Infinity && high === Infinity) return true;
  const number = typeof value === "string" ? Date.parse(value) : Number(value);
  return number >= low && number <= high;
}

function manyOf(operand: Operand): readonly (string | number | boolean)[] {
  if (operand === null) return [];
  return typeof operand === "object" ? operand : [operand];
}
