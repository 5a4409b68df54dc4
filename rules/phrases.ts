import type { Comparison, Operator } from "../engine/definition/conditions/condition.js";
import {
  isContributed,
  operatorOf,
  type ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import type { Json } from "../engine/definition/names.js";
import type { ComparisonTrace } from "./decision.js";

/** Words for facts by path. */
export type FactLabels = { readonly [path: string]: string };

/** Values of an inline list that are told before it is cut. */
const MAX_TOLD = 5;

/** What each operator says when it holds and when it does not; the wanted value follows. */
const VERBS: { readonly [operator in Operator]: readonly [holds: string, fails: string] } = {
  equal: ["is", "is not"],
  notEqual: ["is not", "is"],
  in: ["is one of", "is none of"],
  notIn: ["is none of", "is one of"],
  lessThan: ["is less than", "is not less than"],
  atMost: ["is at most", "is not at most"],
  greaterThan: ["is more than", "is not more than"],
  atLeast: ["is at least", "is not at least"],
  before: ["is before", "is not before"],
  after: ["is after", "is not after"],
  contains: ["includes", "does not include"],
  textContains: ["contains", "does not contain"],
  textContainsAny: ["contains one of", "contains none of"],
  startsWith: ["starts with", "does not start with"],
  isPresent: ["is given", "is not given"],
  isAbsent: ["is not given", "is given"],
};

/** What an operator says when it holds, and when it does not; its name where it is of a plugin that is not known. */
export function operatorWords(
  operator: Comparison["operator"],
  operators?: ContributedOperators,
): readonly [holds: string, fails: string] {
  if (!isContributed(operator)) return VERBS[operator];
  return operatorOf(operators, operator)?.words ?? [operator, `not ${operator}`];
}

/** One evaluated comparison as half a sentence: `the description contains “chest pain” (red-flags-en)`. */
export function phraseOf(trace: ComparisonTrace, labels: FactLabels): string {
  const subject = labelOf(trace.fact, labels);
  const [holds, fails] = trace.words ?? operatorWords(trace.operator);
  if (trace.found !== undefined)
    return `${subject} contains ${quoted(trace.found)}${sourceOf(trace.wanted)}`;
  if (trace.result === true && trace.operator === "in" && trace.seen !== undefined)
    return `${subject} is ${quoted(trace.seen)}${sourceOf(trace.wanted)}`;
  const verb = trace.result === true ? holds : fails;
  return trace.wanted === undefined ? `${subject} ${verb}` : `${subject} ${verb} ${told(trace)}`;
}

/** A value as it appears in a sentence: text in quotation marks, everything else as it is. */
export function quoted(value: Json): string {
  if (typeof value === "string") return `“${value}”`;
  return value === null ? "nothing" : JSON.stringify(value);
}

function told({ wanted }: ComparisonTrace): string {
  if (typeof wanted === "object" && "list" in wanted) return `the words in ${wanted.list}`;
  if (!Array.isArray(wanted)) return quoted(wanted as Json);
  const values = wanted.slice(0, MAX_TOLD).map(quoted).join(", ");
  return wanted.length > MAX_TOLD
    ? `${values} and ${String(wanted.length - MAX_TOLD)} more`
    : values;
}

function sourceOf(wanted: ComparisonTrace["wanted"]): string {
  return typeof wanted === "object" && "list" in wanted ? ` (${wanted.list})` : "";
}

/** `data.sampleTaken` → "the sample taken". */
function labelOf(fact: string, labels: FactLabels): string {
  if (Object.hasOwn(labels, fact)) return labels[fact] ?? fact;
  const last = fact.split(".").at(-1) ?? fact;
  const words = last.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  return `the ${words.toLowerCase()}`;
}
