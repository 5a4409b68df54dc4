import { settled, draft, type Draft } from "./codes.js";
import { pointer, type Finding } from "../finding.js";
import { suggestionFacts } from "../suggestion.js";
import type { Template } from "../template.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { lintCondition } from "./condition.js";

/** When a template is offered: on cases of a workflow that there is (W050), under a condition that can be asked there. */
export function lintSuggestion(
  { suggest }: Pick<Template, "suggest">,
  workflows: readonly Workflow[],
): readonly Finding[] {
  return suggest === undefined ? [] : settled(drafts(suggest, workflows));
}

function drafts(
  { workflow: id, when }: NonNullable<Template["suggest"]>,
  workflows: readonly Workflow[],
): readonly Draft[] {
  const workflow = workflows.find((one) => one.id === id);
  if (workflow === undefined)
    return [
      draft("W050", pointer("suggest", "workflow"), `There is no workflow \`${id}\`.`, () =>
        suggestion(
          id,
          workflows.map((one) => one.id),
        ),
      ),
    ];
  if (when === undefined) return [];
  return lintCondition(when, suggestionFacts(workflow), pointer("suggest", "when"));
}
