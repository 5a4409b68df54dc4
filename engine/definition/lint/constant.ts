import { compare } from "../conditions/evaluate.js";
import { isContributed } from "../conditions/contributed.js";
import type { Comparison, Condition } from "../conditions/condition.js";
import type { FactCatalogue } from "../facts.js";
import type { Scalar } from "../names.js";
import { own } from "./names.js";

/** The only values a fact can have, by path; `undefined` among them when it may be absent. */
export type Domains = { readonly [path: string]: readonly (Scalar | undefined)[] };

/** Most comparisons made for one condition (each value of a list counts); larger conditions count as undecided. */
const MAX_WORK = 20_000;

/** Stands for every text that a condition does not mention. */
export const OTHER = Symbol("other");
type Sample = Scalar | undefined | typeof OTHER;

/** Facts for which a condition holds, by path: `OTHER` is any text it does not mention, `undefined` that there is none. */
export type Example = ReadonlyMap<string, Sample>;

/**
 * Whether a condition can only ever be true, or only false, whatever the case; undefined when it depends or cannot be told.
 * Tries one value of every class that the condition tells apart, so a contradiction between its parts is found too.
 */
export function constantValue(
  condition: Condition,
  facts: FactCatalogue,
  domains: Domains,
): boolean | undefined {
  const comparisons = comparisonsOf(condition);
  const paths = [...new Set(comparisons.map(({ fact }) => fact))];
  const choices = paths.map((path) => samples(path, comparisons, facts, domains));
  const combinations = choices.reduce((product, { length }) => product * length, 1);
  const cost = comparisons.reduce((sum, one) => sum + 1 + valuesOf(one).length, 0);
  if (combinations * cost > MAX_WORK) return undefined;
  let answer: boolean | undefined;
  for (let n = 0; n < combinations; n++) {
    const seen = kleene(condition, combination(paths, choices, n));
    if (seen === undefined || (answer !== undefined && seen !== answer)) return undefined;
    answer = seen;
  }
  return answer;
}

/** What an example is looked for in: the facts, the only values of some, those always there, and how many comparisons may be made. */
export type Space = {
  readonly facts: FactCatalogue;
  readonly domains: Domains;
  readonly present: ReadonlySet<string>;
  readonly work: number;
};

/** An example, or `none` where a condition provably never holds, or `unknown` where it cannot be told; with the work it took. */
export type Search = { readonly found: Example | "none" | "unknown"; readonly work: number };

/**
 * Facts for which a condition holds. Exact over values of few kinds, numbers and texts compared as a whole: one value of every
 * class is tried, so `none` is a proof. Words looked for in texts, and instants, can leave it `unknown`.
 */
export function exampleOf(condition: Condition, space: Space): Search {
  const comparisons = comparisonsOf(condition);
  const paths = [...new Set(comparisons.map(({ fact }) => fact))];
  const choices = paths.map((path) =>
    samples(path, comparisons, space.facts, space.domains).filter(
      (value) => value !== undefined || !space.present.has(path),
    ),
  );
  const combinations = choices.reduce((product, { length }) => product * length, 1);
  const cost = comparisons.reduce((sum, one) => sum + 1 + valuesOf(one).length, 0);
  const work = combinations * cost;
  if (work > space.work) return { found: "unknown", work: 0 };
  let found: "none" | "unknown" = "none";
  for (let n = 0; n < combinations; n++) {
    const example = combination(paths, choices, n);
    const seen = kleene(condition, example);
    if (seen === true) return { found: example, work };
    if (seen === undefined) found = "unknown";
  }
  return { found, work };
}

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  if ("not" in condition) return comparisonsOf(condition.not);
  return "condition" in condition ? [] : [condition];
}

/** One value of every class of values that these comparisons tell apart. */
function samples(
  path: string,
  comparisons: readonly Comparison[],
  facts: FactCatalogue,
  domains: Domains,
): readonly Sample[] {
  const closed = own(domains, path);
  if (closed) return closed;
  const mentioned = comparisons.filter(({ fact }) => fact === path).flatMap(valuesOf);
  switch (own(facts, path)) {
    case "boolean":
      return [true, false, undefined];
    case "number":
      return [...numberSamples(mentioned.filter((value) => typeof value === "number")), undefined];
    default:
      return [...new Set(mentioned), OTHER, undefined];
  }
}

function valuesOf({ value }: Comparison): readonly (string | number | boolean)[] {
  if (Array.isArray(value)) return value;
  return value === undefined || typeof value === "object" ? [] : [value];
}

/** Every mentioned number, one between each two, and one beyond both ends. */
function numberSamples(mentioned: readonly number[]): readonly number[] {
  const sorted = [...new Set(mentioned)].toSorted((a, b) => a - b);
  const [first = 0] = sorted;
  const gaps = sorted.map((low, place) => (low + (sorted[place + 1] ?? low + 2)) / 2);
  return [first - 1, ...sorted, ...gaps];
}

function combination(
  paths: readonly string[],
  choices: readonly (readonly Sample[])[],
  n: number,
): ReadonlyMap<string, Sample> {
  let rest = n;
  return new Map(
    paths.map((path, place) => {
      const options = choices[place] ?? [];
      const chosen = options[rest % options.length];
      rest = Math.floor(rest / options.length);
      return [path, chosen];
    }),
  );
}

/** Three-valued evaluation: undefined is "cannot tell". */
function kleene(condition: Condition, values: ReadonlyMap<string, Sample>): boolean | undefined {
  if ("all" in condition) return every(condition.all.map((part) => kleene(part, values)));
  if ("any" in condition) {
    const none = every(condition.any.map((part) => negated(kleene(part, values))));
    return negated(none);
  }
  if ("not" in condition) return negated(kleene(condition.not, values));
  if ("condition" in condition) return undefined;
  const seen = values.get(condition.fact);
  if (seen === OTHER) return compareOther(condition);
  const { operator, value } = condition;
  // What a plugin's operator makes of a value is not known here; of an absent one it makes nothing.
  if (isContributed(operator)) return seen === undefined ? false : undefined;
  return compare(operator, seen, value);
}

function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

/** A comparison with a text that the condition does not mention. */
function compareOther(comparison: Comparison): boolean | undefined {
  switch (comparison.operator) {
    case "equal":
    case "in":
    case "isAbsent":
      return false;
    case "notEqual":
    case "notIn":
    case "isPresent":
      return true;
    case "textContains":
    case "textContainsAny":
      return valuesOf(comparison).some((word) => compare("textContains", word, word))
        ? undefined
        : false;
    default:
      return undefined;
  }
}
