import type { Condition } from "../engine/definition/conditions/condition.js";
import { phraseOf, quoted, type FactLabels } from "./phrases.js";

/**
 * A condition as half a sentence, before anything is known: `the category is “billing” and either the queue is given or the
 * priority is “High”`. `labels` gives the words for facts, as for decisions.
 */
export function conditionWords(condition: Condition, labels: FactLabels = {}): string {
  if ("all" in condition) return joined(condition.all, "and", labels);
  if ("any" in condition) return joined(condition.any, "or", labels);
  if ("not" in condition) return denied(condition.not, labels);
  if ("condition" in condition) return `${quoted(condition.condition)} holds`;
  return comparisonWords(condition, "holds", labels);
}

function joined(parts: readonly Condition[], word: "and" | "or", labels: FactLabels): string {
  if (parts.length === 0) return word === "and" ? "always" : "never";
  return parts.map((part) => inside(part, word, labels)).join(` ${word} `);
}

/** A part of a group; a group of the other kind says where it begins. */
function inside(part: Condition, word: "and" | "or", labels: FactLabels): string {
  const said = conditionWords(part, labels);
  if (word === "and" && "any" in part && part.any.length > 1) return `either ${said}`;
  if (word === "or" && "all" in part && part.all.length > 1) return `both ${said}`;
  return said;
}

function denied(condition: Condition, labels: FactLabels): string {
  if ("fact" in condition) return comparisonWords(condition, "fails", labels);
  if ("not" in condition) return conditionWords(condition.not, labels);
  return `it is not so that ${conditionWords(condition, labels)}`;
}

type Comparison = Extract<Condition, { readonly fact: string }>;

function comparisonWords(
  { fact, operator, value }: Comparison,
  how: "holds" | "fails",
  labels: FactLabels,
) {
  const wanted = value === undefined ? {} : { wanted: value };
  return phraseOf({ fact, operator, result: how === "holds", ...wanted }, labels);
}
