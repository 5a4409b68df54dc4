import { createContext, use } from "react";
import type { Vocabulary } from "../../../rules/lint/vocabulary.js";
import type { FactLabels } from "../../../rules/phrases.js";

/** What conditions may speak of where they stand: those of rules, and the guards of a workflow. */
export type ConditionWorld = {
  readonly vocabulary: Vocabulary;
  /** Words for facts. */
  readonly labels: FactLabels;
  /** Words for a value that a fact can have. */
  readonly valueWords: (fact: string, value: string) => string;
  /** Lists of words, and conditions that have a name, as a rule set shares them. A workflow has none. */
  readonly lists: readonly string[];
  readonly shared: readonly string[];
  readonly readOnly: boolean;
};

const ConditionContext = createContext<ConditionWorld | null>(null);

/** Gives the conditions inside it what they may speak of. */
export const ConditionProvider = ConditionContext.Provider;

/** What conditions may speak of here. Only inside {@link ConditionProvider}. */
export function useConditionWorld(): ConditionWorld {
  const world = use(ConditionContext);
  if (!world) throw new Error("useConditionWorld needs ConditionProvider around it");
  return world;
}
