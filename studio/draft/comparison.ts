import {
  OPERATORS,
  type Comparison,
  type FactType,
  type Operator,
} from "../../engine/definition/conditions/condition.js";
import type { Vocabulary } from "../../rules/lint/vocabulary.js";

/** The operators that read facts of a type, in the order in which they are offered. */
export function operatorsFor(type: FactType): readonly Operator[] {
  return (Object.keys(OPERATORS) as Operator[]).filter((operator) =>
    OPERATORS[operator].facts.some((fact) => fact === type),
  );
}

/** The values that a fact can have, where they are few and known. */
export function valuesOf(fact: string, { domains }: Vocabulary): readonly string[] {
  return (domains[fact] ?? []).filter((value) => typeof value === "string");
}

/** A comparison of a fact as it begins: with its first operator and a value that fits. */
export function firstComparison(fact: string, vocabulary: Vocabulary): Comparison {
  const type = vocabulary.facts[fact] ?? "text";
  const isFree = type === "text" && valuesOf(fact, vocabulary).length === 0;
  const operator = isFree ? "textContains" : (operatorsFor(type)[0] ?? "isPresent");
  return withOperator({ fact, operator }, operator, vocabulary);
}

/** The same comparison with another operator. Its value stays where the operator can use it. */
export function withOperator(
  { fact, value }: Comparison,
  operator: Operator,
  vocabulary: Vocabulary,
): Comparison {
  const wanted = OPERATORS[operator].value;
  if (wanted === "none") return { fact, operator };
  const single = Array.isArray(value) ? value[0] : typeof value === "object" ? undefined : value;
  const first = single ?? startValue(fact, vocabulary);
  if (wanted === "one") return { fact, operator, value: first };
  const isMany = typeof value === "object";
  return { fact, operator, value: isMany ? value : [first] };
}

function startValue(fact: string, vocabulary: Vocabulary): string | number | boolean {
  const type = vocabulary.facts[fact];
  if (type === "number") return 0;
  if (type === "boolean") return true;
  return valuesOf(fact, vocabulary)[0] ?? "";
}
