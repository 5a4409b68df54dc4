import { readFact, type Facts } from "../engine/definition/conditions/evaluate.js";
import type { FactLabels } from "./explain.js";
import { quoted } from "./phrases.js";

/**
 * A fact that a plugin was asked for before a decision. Its value stands among the facts of the decision: what the plugin said if it
 * `answered`; otherwise (not in time, not at all, with something that the fact cannot be) what it declares for want of an answer.
 */
export type AskedFact = {
  /** Its path. */
  readonly fact: string;
  /** What sentences call it; the plugin may be gone later. */
  readonly words: string;
  readonly how: "answered" | "late" | "failed" | "wrong_type";
};

const TROUBLE: { readonly [how in Exclude<AskedFact["how"], "answered">]: string } = {
  late: "was not told in time",
  failed: "could not be told",
  wrong_type: "was told as something that it cannot be",
};

/** Words for the facts of plugins, as they were called when a decision was made. */
export function askedLabels(asked: readonly AskedFact[]): FactLabels {
  return Object.fromEntries(asked.map(({ fact, words }) => [fact, words]));
}

/** What plugins did not tell before a decision, and what counted instead. The sentences quote facts. */
export function explainAsked(asked: readonly AskedFact[], facts: Facts): string[] {
  return asked.flatMap(({ fact, words, how }) => {
    if (how === "answered") return [];
    const counted = readFact(facts, fact) ?? null;
    const instead = counted === null ? "it counted as unknown" : `${quoted(counted)} counted`;
    const subject = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
    return [`${subject} ${TROUBLE[how]}, so ${instead}.`];
  });
}
