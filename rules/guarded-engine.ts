import { Engine, type RuleProperties } from "json-rules-engine";
import { OPERATORS, type Operator } from "../engine/definition/conditions/condition.js";
import { contributedHolds } from "../engine/definition/conditions/contributed.js";
import {
  compare,
  readFact,
  type ConditionScope,
  type Facts,
  type Lists,
} from "../engine/definition/conditions/evaluate.js";
import type { Json } from "../engine/definition/names.js";
import { NEVER } from "./engine-names.js";
import { isListReference, type Operand } from "./expand.js";

const operators = Object.keys(OPERATORS) as readonly Operator[];

/**
 * A json-rules-engine Engine with nothing of its defaults in reach: every operator is ours and cannot throw, paths walk
 * own properties (never JSONPath), an unknown fact is absent instead of an error, event parameters are not resolved.
 *
 * For one run only: runs that overlap on one Engine silently drop each other's rules (shared status).
 */
export function guardedEngine(
  rules: readonly RuleProperties[],
  { lists = {}, texts = new Map(), operators: contributed = {} }: ConditionScope = {},
): Engine {
  const engine = new Engine([...rules], {
    allowUndefinedFacts: true,
    allowUndefinedConditions: false,
    replaceFactsInEventParams: false,
    pathResolver: (facts, path) => readFact(facts as Facts, path),
  });
  for (const operator of operators)
    engine.addOperator<Json | undefined, Wanted>(operator, (seen, wanted) =>
      compare(operator, seen, operand(wanted, lists), texts),
    );
  for (const [name, operator] of Object.entries(contributed))
    engine.addOperator<Json | undefined, Wanted>(name, (seen, wanted) =>
      contributedHolds(operator, seen, operand(wanted, lists)),
    );
  engine.addOperator(NEVER, () => false);
  return engine;
}

type Wanted = Operand | { readonly list: string };

function operand(wanted: Wanted, lists: Lists): Exclude<Operand, null> | undefined {
  if (!isListReference(wanted)) return wanted ?? undefined;
  return Object.hasOwn(lists, wanted.list) ? lists[wanted.list] : undefined;
}
