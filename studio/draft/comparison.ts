import {
  OPERATORS,
  type Comparison,
  type FactType,
  type Operator,
} from "../../engine/definition/conditions/condition.js";
import {
  isContributed,
  operatorOf,
  type ContributedOperators,
} from "../../engine/definition/conditions/contributed.js";
import type { Vocabulary } from "../../rules/lint/vocabulary.js";

/** The operators that read facts of a type, in the order in which they are offered: ours, then those of plugins. */
export function operatorsFor(
  type: FactType,
  contributed: ContributedOperators = {},
): readonly Comparison["operator"][] {
  const ours = (Object.keys(OPERATORS) as Operator[]).filter((operator) =>
    OPERATORS[operator].facts.some((fact) => fact === type),
  );
  const theirs = Object.keys(contributed)
    .filter(isContributed)
    .filter((name) => operatorOf(contributed, name)?.facts.includes(type));
  return [...ours, ...theirs];
}

/** How many values an operator is given. One that nobody brings any more keeps what it has. */
export function valueShape(
  operator: Comparison["operator"],
  { brought: { operators } }: Vocabulary,
): "one" | "many" | "none" {
  if (!isContributed(operator)) return OPERATORS[operator].value;
  return operatorOf(operators, operator)?.value ?? "none";
}

/** What an operator compares with: something of the fact's own type, unless it is a plugin's. */
export function valueType(
  { fact, operator }: Comparison,
  { facts, brought: { operators } }: Vocabulary,
): FactType | undefined {
  return operatorOf(operators, operator)?.of ?? facts[fact];
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
  operator: Comparison["operator"],
  vocabulary: Vocabulary,
): Comparison {
  const wanted = valueShape(operator, vocabulary);
  if (wanted === "none") return { fact, operator };
  const single = Array.isArray(value) ? value[0] : typeof value === "object" ? undefined : value;
  const first = single ?? startValue({ fact, operator }, vocabulary);
  if (wanted === "one") return { fact, operator, value: first };
  const isMany = typeof value === "object";
  return { fact, operator, value: isMany ? value : [first] };
}

function startValue(comparison: Comparison, vocabulary: Vocabulary): string | number | boolean {
  const type = valueType(comparison, vocabulary);
  if (type === "number") return 0;
  if (type === "boolean") return true;
  return valuesOf(comparison.fact, vocabulary)[0] ?? "";
}
