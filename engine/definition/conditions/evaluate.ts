import type { Json } from "../names.js";
import type { Comparison, Condition, ContributedName, Operator } from "./condition.js";
import {
  contributedHolds,
  isContributed,
  operatorOf,
  type ContributedOperators,
} from "./contributed.js";

/** Facts by their first path segment, plain JSON. */
export type Facts = { readonly [name: string]: Json };

/** Word lists by name, as rule sets share them. */
export type Lists = { readonly [name: string]: readonly Scalarish[] };
type Scalarish = string | number | boolean;

/**
 * Texts already prepared for comparing. Folding is by far the dearest step, so evaluations of the same facts share them;
 * they are dropped with the evaluation, and nobody's words outlive it.
 */
export type FoldedTexts = Map<string, string>;

/** What a condition may refer to by name, and what earlier evaluations of the same facts have prepared. */
export type ConditionScope = {
  readonly conditions?: { readonly [name: string]: Condition };
  readonly lists?: Lists;
  readonly texts?: FoldedTexts;
  /** Operators of plugins; only rule sets are given any. */
  readonly operators?: ContributedOperators;
};

/** Depth at which evaluation gives up and answers false: a cycle of shared conditions cannot hang a case. */
const MAX_DEPTH = 32;

/**
 * Whether a condition holds for these facts.
 *
 * Total and synchronous: an absent fact, a wrong type, an unknown name or an empty group is false, never an exception.
 */
export function holds(condition: Condition, facts: Facts, scope: ConditionScope = {}): boolean {
  return decide(condition, facts, { texts: new Map(), ...scope }, 0);
}

/** The value at a dotted path, walking own properties only; undefined when there is none. */
export function readFact(facts: Facts, path: string): Json | undefined {
  let at: unknown = facts;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at as Json | undefined;
}

/** One comparison against a value already read. Shared with the json-rules-engine operators, so both agree. */
export function compare(
  operator: Operator,
  seen: Json | undefined,
  wanted: Comparison["value"] | readonly Scalarish[],
  texts: FoldedTexts = new Map(),
): boolean {
  switch (operator) {
    case "isPresent":
      return isPresent(seen);
    case "isAbsent":
      return !isPresent(seen);
    case "equal":
      return isScalar(seen) && seen === wanted;
    case "notEqual":
      return isScalar(seen) && isScalar(wanted) && seen !== wanted;
    case "in":
      return Array.isArray(wanted) && wanted.includes(seen as Scalarish);
    case "notIn":
      return isScalar(seen) && Array.isArray(wanted) && !wanted.includes(seen);
    case "lessThan":
      return isNumber(seen) && isNumber(wanted) && seen < wanted;
    case "atMost":
      return isNumber(seen) && isNumber(wanted) && seen <= wanted;
    case "greaterThan":
      return isNumber(seen) && isNumber(wanted) && seen > wanted;
    case "atLeast":
      return isNumber(seen) && isNumber(wanted) && seen >= wanted;
    case "before":
      return instant(seen) < instant(wanted);
    case "after":
      return instant(seen) > instant(wanted);
    case "contains":
      return Array.isArray(seen) && isScalar(wanted) && seen.includes(wanted);
    case "textContains":
      return firstWordIn(seen, [wanted], texts) !== undefined;
    case "textContainsAny":
      return Array.isArray(wanted) && firstWordIn(seen, wanted, texts) !== undefined;
    case "startsWith":
      return (
        isText(seen) && isText(wanted) && foldedText(seen, texts).startsWith(` ${fold(wanted)}`)
      );
  }
}

/** The operand of a comparison with a `{ list }` reference replaced by the list itself. */
export function operandOf(
  comparison: Comparison,
  lists: Lists | undefined,
): Comparison["value"] | readonly Scalarish[] {
  const { value } = comparison;
  if (typeof value === "object" && "list" in value)
    return lists && Object.hasOwn(lists, value.list) ? (lists[value.list] ?? []) : [];
  return value;
}

function decide(condition: Condition, facts: Facts, scope: ConditionScope, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = (part: Condition) => decide(part, facts, scope, depth + 1);
  if ("all" in condition) return condition.all.length > 0 && condition.all.every(inner);
  if ("any" in condition) return condition.any.some(inner);
  if ("not" in condition) return !inner(condition.not);
  if ("condition" in condition) {
    const shared =
      scope.conditions && Object.hasOwn(scope.conditions, condition.condition)
        ? scope.conditions[condition.condition]
        : undefined;
    return shared !== undefined && inner(shared);
  }
  const seen = readFact(facts, condition.fact);
  return compareWith(condition.operator, seen, operandOf(condition, scope.lists), scope);
}

/** One comparison by an operator of ours or of a plugin. */
function compareWith(
  operator: Operator | ContributedName,
  seen: Json | undefined,
  wanted: Comparison["value"] | readonly Scalarish[],
  { texts, operators }: ConditionScope,
): boolean {
  if (!isContributed(operator)) return compare(operator, seen, wanted, texts);
  const value = typeof wanted === "object" && "list" in wanted ? [] : wanted;
  return contributedHolds(operatorOf(operators, operator), seen, value);
}

/** Text as people mean it: composed, lower case, without accents, one space between words. */
export function fold(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * The first of these words that a text contains, as the word is written in the list; undefined when none is, or it is no text.
 * Whole words only: "ache" is not in "headache", "chest pain" is in "CHEST  pain!".
 */
export function firstWordIn(
  seen: Json | undefined,
  words: readonly unknown[],
  texts: FoldedTexts = new Map(),
): string | undefined {
  if (!isText(seen)) return undefined;
  const text = foldedText(seen, texts);
  const at = foldedWords(words).findIndex((word) => word !== "" && text.includes(` ${word} `));
  return at < 0 ? undefined : (words[at] as string);
}

/** Folded text between spaces, so that whole words can be searched for. */
function foldedText(text: string, texts: FoldedTexts): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const made = ` ${fold(text)} `;
  texts.set(text, made);
  return made;
}

/** Folded words by list: folding a few hundred words costs milliseconds, and lists never change. */
const folded = new WeakMap<readonly unknown[], readonly string[]>();

function foldedWords(words: readonly unknown[]): readonly string[] {
  const known = folded.get(words);
  if (known) return known;
  const made = words.map((word) => (isText(word) ? fold(word) : ""));
  folded.set(words, made);
  return made;
}

/** Epoch milliseconds of an instant as facts hold it: those, or ISO 8601 with a zone; NaN for anything else. */
export function instant(value: unknown): number {
  if (isNumber(value)) return value;
  return typeof value === "string" && /(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN;
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return !Array.isArray(value) || value.length > 0;
}

function isScalar(value: unknown): value is Scalarish {
  return typeof value === "string" || typeof value === "boolean" || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
