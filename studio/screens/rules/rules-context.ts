import { createContext, use } from "react";
import type { Contributions } from "../../../engine/definition/contributions.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { vocabularyOf } from "../../../rules/lint/vocabulary.js";
import type { FactLabels } from "../../../rules/phrases.js";
import { answerFields, type AnswerField } from "../../draft/answer-fields.js";
import type { RuleStep } from "../../draft/rule-steps.js";
import type { ConditionWorld } from "../../ui/condition/condition-world.js";
import { rulesWords } from "../../words/rules.js";
import { factLabels, valueWordsOf } from "../workflow/names.js";

/** What the parts of the editor share. */
export type RulesWorld = ConditionWorld & {
  readonly ruleSet: RuleSet;
  readonly workflow: Workflow;
  readonly organisation: ReleaseBody["organisation"];
  /** What plugins bring to rules, without their functions. */
  readonly contributions: Contributions;
  readonly answers: readonly AnswerField[];
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
    labels: {
      ...rulesWords.facts,
      ...factLabels({ workflow }, undefined),
      ...pluginLabels(contributions),
    },
    lists: Object.keys(ruleSet.lists ?? {}),
    shared: Object.keys(ruleSet.conditions ?? {}),
    valueWords: valueWordsOf(given),
    answers: answerFields(ruleSet, { workflow, organisation }),
  };
}

function pluginLabels({ facts }: Contributions): FactLabels {
  return Object.fromEntries(Object.entries(facts).map(([path, { words }]) => [path, words]));
}
