import { contributedHolds, isContributed } from "../engine/definition/conditions/contributed.js";
import {
  compare,
  firstWordIn,
  readFact,
  type Facts,
  type FoldedTexts,
} from "../engine/definition/conditions/evaluate.js";
import type { Json } from "../engine/definition/names.js";
import type { ComparisonTrace, ConditionTrace, RuleTrace } from "./decision.js";
import type { Expanded } from "./expand.js";
import { MAX_TRACE_BYTES } from "./limits.js";

/** A condition as json-rules-engine leaves it after a run; a node it did not reach has no result. */
export type EngineNode = {
  readonly result?: boolean;
  readonly factResult?: unknown;
  readonly all?: readonly EngineNode[];
  readonly any?: readonly EngineNode[];
  readonly not?: EngineNode;
};

type Leaf = Extract<Expanded, { kind: "comparison" }>;

/** Rules with ids and names of full length that stay below MAX_TRACE_BYTES without their conditions. */
const MAX_TOLD_BARE = 30;

/** Longest quoted text of a fact. */
const SEEN_CHARS = 200;

/** Tells what json-rules-engine did in source terms, node by node. */
export function traceOfEngine(condition: Expanded, node: EngineNode): ConditionTrace {
  const { result } = node;
  if (result === undefined) return notEvaluated(condition);
  switch (condition.kind) {
    case "all":
      return { all: pairs(condition.parts, node.all), result };
    case "any":
      return { any: pairs(condition.parts, node.any), result };
    case "not":
      return { not: traceOfEngine(condition.part, node.not ?? {}), result };
    case "condition":
      return { condition: condition.name, is: traceOfEngine(condition.part, node), result };
    case "comparison":
      return leafTrace(condition, { seen: node.factResult as Json | undefined, result });
  }
}

/** Evaluates a condition against facts and keeps what was seen, stopping where the answer is clear. */
export function traceOfFacts(
  condition: Expanded,
  facts: Facts,
  texts: FoldedTexts = new Map(),
): ConditionTrace {
  const look = (part: Expanded) => traceOfFacts(part, facts, texts);
  switch (condition.kind) {
    case "all": {
      const all = until(condition.parts, look, "all");
      return { all, result: all.length > 0 && all.every((part) => part.result === true) };
    }
    case "any": {
      const any = until(condition.parts, look, "any");
      return { any, result: any.some((part) => part.result === true) };
    }
    case "not": {
      const not = traceOfFacts(condition.part, facts, texts);
      return { not, result: not.result !== true };
    }
    case "condition": {
      const is = traceOfFacts(condition.part, facts, texts);
      return { condition: condition.name, is, result: is.result };
    }
    case "comparison": {
      const seen = readFact(facts, condition.comparison.fact);
      return leafTrace(condition, { seen, result: compareLeaf(condition, seen, texts) });
    }
  }
}

/**
 * Keeps a trace within MAX_TRACE_BYTES: first without the conditions of rules that did not match, then the rules that matched
 * alone (the last one tried where none did), then those without their conditions, as many as there is room for.
 * Depends on the trace only, so equal decisions stay equal.
 */
export function boundedTrace(trace: readonly RuleTrace[]): RuleTrace[] {
  const brief = trace.map((rule) => (rule.matched === true ? rule : withoutCondition(rule)));
  const matched = brief.filter((rule) => rule.matched === true);
  const told = matched.length > 0 ? matched : brief.slice(-1);
  const fits = [[...trace], brief, told].find((candidate) => bytesOf(candidate) <= MAX_TRACE_BYTES);
  return fits ?? told.slice(0, MAX_TOLD_BARE).map(withoutCondition);
}

/** Length of a value as JSON in UTF-8 bytes. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The parts of a group up to the first one that settles it; the others are not looked at. */
function until(
  parts: readonly Expanded[],
  look: (part: Expanded) => ConditionTrace,
  kind: "all" | "any",
): ConditionTrace[] {
  const traces: ConditionTrace[] = [];
  const settling = kind === "any";
  let settled = false;
  for (const part of parts) {
    const trace: ConditionTrace = settled ? notEvaluated(part) : look(part);
    settled ||= trace.result === settling;
    traces.push(trace);
  }
  return traces;
}

function pairs(
  parts: readonly Expanded[],
  nodes: readonly EngineNode[] | undefined,
): ConditionTrace[] {
  return parts.map((part, index) => traceOfEngine(part, nodes?.[index] ?? {}));
}

/** Whether one comparison holds, by an operator of ours or of a plugin. */
export function compareLeaf(
  { comparison: { operator }, operand, contributed }: Leaf,
  seen: Json | undefined,
  texts: FoldedTexts,
): boolean {
  return isContributed(operator)
    ? contributedHolds(contributed, seen, operand)
    : compare(operator, seen, operand ?? undefined, texts);
}

/** What an evaluator found out about one comparison. */
type Compared = { readonly seen: Json | undefined; readonly result: boolean };

function leafTrace(leaf: Leaf, { seen, result }: Compared): ComparisonTrace {
  const found = result ? foundWord(leaf, seen) : undefined;
  return {
    ...wantedOf(leaf),
    ...(seen === undefined ? {} : { seen: cut(seen) }),
    ...(found === undefined ? {} : { found }),
    result,
  };
}

function notEvaluated(condition: Expanded): ConditionTrace {
  const result = "not evaluated";
  switch (condition.kind) {
    case "all":
      return { all: condition.parts.map(notEvaluated), result };
    case "any":
      return { any: condition.parts.map(notEvaluated), result };
    case "not":
      return { not: notEvaluated(condition.part), result };
    case "condition":
      return { condition: condition.name, is: notEvaluated(condition.part), result };
    case "comparison":
      return { ...wantedOf(condition), result };
  }
}

function wantedOf({ comparison, contributed }: Leaf): Omit<ComparisonTrace, "result"> {
  const { fact, operator, value } = comparison;
  return {
    fact,
    operator,
    ...(value === undefined ? {} : { wanted: value }),
    ...(contributed === undefined ? {} : { words: contributed.words }),
  };
}

function foundWord({ comparison, operand }: Leaf, seen: Json | undefined): string | undefined {
  if (comparison.operator !== "textContainsAny" || !Array.isArray(operand)) return undefined;
  return firstWordIn(seen, operand);
}

function cut(seen: Json): Json {
  if (typeof seen === "string")
    return seen.length <= SEEN_CHARS ? seen : `${seen.slice(0, SEEN_CHARS - 1)}…`;
  if (typeof seen !== "object" || seen === null) return seen;
  const text = JSON.stringify(seen);
  return text.length <= SEEN_CHARS ? seen : `${text.slice(0, SEEN_CHARS - 1)}…`;
}

function withoutCondition({ rule, name, matched }: RuleTrace): RuleTrace {
  return { rule, name, matched };
}
