import { createContext, use } from "react";
import type { Contributions } from "../../../engine/definition/contributions.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { vocabularyOf, type Vocabulary } from "../../../rules/lint/vocabulary.js";
import type { FactLabels } from "../../../rules/phrases.js";
import { answerFields, type AnswerField } from "../../draft/answer-fields.js";
import type { RuleStep } from "../../draft/rule-steps.js";
import { readable } from "../../ui/schema-form/choices.js";
import { rulesWords } from "../../words/rules.js";
import { factLabels } from "../workflow/names.js";

/** What the parts of the editor share. */
export type RulesWorld = {
  readonly ruleSet: RuleSet;
  readonly workflow: Workflow;
  readonly organisation: ReleaseBody["organisation"];
  /** What plugins bring to rules, without their functions. */
  readonly contributions: Contributions;
  readonly vocabulary: Vocabulary;
  /** Words for facts. */
  readonly labels: FactLabels;
  /** Words for a value that a fact can have. */
  readonly valueWords: (fact: string, value: string) => string;
  readonly answers: readonly AnswerField[];
  readonly readOnly: boolean;
  readonly record: (step: RuleStep) => void;
};

type Given = Pick<
  RulesWorld,
  "ruleSet" | "workflow" | "organisation" | "contributions" | "readOnly" | "record"
>;

const RulesContext = createContext<RulesWorld | null>(null);

/** Gives the parts inside it what they share. */
export const RulesProvider = RulesContext.Provider;

/** What the parts of the editor share. Only inside {@link RulesProvider}. */
export function useRules(): RulesWorld {
  const world = use(RulesContext);
  if (!world) throw new Error("useRules needs RulesProvider around it");
  return world;
}

/** What follows from a rule set and the release that it belongs to. */
export function rulesWorld(given: Given): RulesWorld {
  const { ruleSet, workflow, organisation, contributions } = given;
  return {
    ...given,
    vocabulary: vocabularyOf(workflow, organisation, contributions),
    labels: { ...rulesWords.facts, ...factLabels({ workflow }, undefined) },
    valueWords: (fact, value) => namesOf(fact, given)[value] ?? readable(value),
    answers: answerFields(ruleSet, { workflow, organisation }),
  };
}

/** Names by id, of facts whose values have names. */
function namesOf(
  fact: string,
  { workflow, organisation }: Given,
): Readonly<Record<string, string>> {
  const named = (all: readonly (readonly [id: string, { readonly name: string }])[]) =>
    Object.fromEntries(all.map(([id, { name }]) => [id, name]));
  if (fact === "case.state") return named(Object.entries(workflow.states));
  if (fact === "case.queue") return named(organisation.queues.map((queue) => [queue.id, queue]));
  return {};
}
