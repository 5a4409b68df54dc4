import type { Condition } from "../engine/definition/conditions/condition.js";
import {
  isContributed,
  type ContributedOperators,
} from "../engine/definition/conditions/contributed.js";
import { operatorWords, phraseOf, quoted, type FactLabels } from "./phrases.js";

/**
 * A condition as half a sentence, before anything is known: `the category is “billing” and either the queue is given or the
 * priority is “High”`. `labels` gives the words for facts, as for decisions; those of a plugin's operators are its own.
 */
export function conditionWords(
  condition: Condition,
  labels: FactLabels = {},
  operators: ContributedOperators = {},
): string {
  return wordsOf(condition, { labels, operators });
}

/** What conditions are told with. */
type Words = { readonly labels: FactLabels; readonly operators: ContributedOperators };

function wordsOf(condition: Condition, words: Words): string {
  if ("all" in condition) return joined(condition.all, "and", words);
  if ("any" in condition) return joined(condition.any, "or", words);
  if ("not" in condition) return denied(condition.not, words);
  if ("condition" in condition) return `${quoted(condition.condition)} holds`;
  return comparisonWords(condition, "holds", words);
}

function joined(parts: readonly Condition[], word: "and" | "or", words: Words): string {
  if (parts.length === 0) return word === "and" ? "always" : "never";
  return parts.map((part) => inside(part, word, words)).join(` ${word} `);
}

/** A part of a group; a group of the other kind says where it begins. */
function inside(part: Condition, word: "and" | "or", words: Words): string {
  const said = wordsOf(part, words);
  if (word === "and" && "any" in part && part.any.length > 1) return `either ${said}`;
  if (word === "or" && "all" in part && part.all.length > 1) return `both ${said}`;
  return said;
}

function denied(condition: Condition, words: Words): string {
  if ("fact" in condition) return comparisonWords(condition, "fails", words);
  if ("not" in condition) return wordsOf(condition.not, words);
  return `it is not so that ${wordsOf(condition, words)}`;
}

type Comparison = Extract<Condition, { readonly fact: string }>;

function comparisonWords(
  { fact, operator, value }: Comparison,
  how: "holds" | "fails",
  { labels, operators }: Words,
) {
  const trace = {
    ...{ fact, operator, result: how === "holds" },
    ...(value === undefined ? {} : { wanted: value }),
    ...(isContributed(operator) ? { words: operatorWords(operator, operators) } : {}),
  };
  return phraseOf(trace, labels);
}
