import { readFact, type Facts } from "../engine/definition/conditions/evaluate.js";
import type { Expanded } from "./expand.js";

type Scalar = string | number | boolean;

/** The places, rising, of the rules that may match these facts; every other rule certainly does not. */
export type Candidates = (facts: Facts) => readonly number[];

/** Rules that need one of these values of this fact. */
type Need = { readonly fact: string; readonly values: readonly Scalar[] };

/**
 * An index over rules: which of them can match, without looking at their conditions.
 *
 * Only `equal` and `in` that must hold for the whole rule are used: they fail on every value but their own, and on an absent
 * fact. Everything else (texts, numbers in ranges, what is denied) leaves a rule a candidate whatever the facts. A rule that
 * needs several facts stands under the one of most values, which leaves the fewest candidates.
 */
export function candidateIndex(rules: readonly { readonly when: Expanded }[]): Candidates {
  const needs = rules.map(({ when }) => needsOf(when));
  const kinds = kindsOf(needs.flat());
  const rest: number[] = [];
  const columns = new Map<string, Map<Scalar, number[]>>();
  for (const [place, all] of needs.entries()) {
    const [need] = all.toSorted((a, b) => (kinds.get(b.fact) ?? 0) - (kinds.get(a.fact) ?? 0));
    if (need) enter(columns, need, place);
    else rest.push(place);
  }
  if (columns.size === 0) return () => rest;
  return (facts) => {
    const found = [...columns].map(([fact, column]) => {
      const seen = readFact(facts, fact);
      return isScalar(seen) ? (column.get(seen) ?? []) : [];
    });
    return [...rest, ...found.flat()].sort((a, b) => a - b);
  };
}

/** The comparisons that must all hold, as far as they ask for one of a few values. */
function needsOf(condition: Expanded): readonly Need[] {
  switch (condition.kind) {
    case "all":
      return condition.parts.flatMap(needsOf);
    case "condition":
      return needsOf(condition.part);
    case "any":
    case "not":
      return [];
    case "comparison": {
      const { comparison, operand } = condition;
      if (comparison.operator === "equal" && isScalar(operand))
        return [{ fact: comparison.fact, values: [operand] }];
      if (comparison.operator === "in" && Array.isArray(operand))
        return [{ fact: comparison.fact, values: operand as readonly Scalar[] }];
      return [];
    }
  }
}

/** How many values each fact is compared with. */
function kindsOf(needs: readonly Need[]): ReadonlyMap<string, number> {
  const values = new Map<string, Set<Scalar>>();
  for (const need of needs) {
    const known = values.get(need.fact) ?? new Set();
    for (const value of need.values) known.add(value);
    values.set(need.fact, known);
  }
  return new Map([...values].map(([fact, { size }]) => [fact, size]));
}

function enter(columns: Map<string, Map<Scalar, number[]>>, need: Need, place: number): void {
  const column = columns.get(need.fact) ?? new Map<Scalar, number[]>();
  columns.set(need.fact, column);
  for (const value of new Set(need.values)) {
    const places = column.get(value);
    if (places) places.push(place);
    else column.set(value, [place]);
  }
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}
