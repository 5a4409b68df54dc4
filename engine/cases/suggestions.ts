import { holds } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Template } from "../definition/template.js";
import { factsOf } from "../interpreter/v1/facts.js";
import type { CaseState } from "../interpreter/state.js";
import type { SuggestedAnswer } from "../protocol/suggestion.js";
import { caseVariables, renderMessage, SUGGESTION_VARIABLES } from "../../templates/index.js";

/** More are no help to somebody who is about to write. */
const MOST = 8;

/** A case for which answers are looked for. */
export type Asking = {
  readonly state: CaseState;
  readonly contactName: string;
  /** What the person wrote last; undefined when they have written nothing. */
  readonly lastText: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
};

/**
 * The answers that staff are offered on a case, in the language of its contact: those that say when first, since they were
 * written for just this, each in the order of the release. One that cannot be rendered is left out.
 */
export function suggestedAnswers(
  { organisation, workflows, templates }: ReleaseBody,
  { state, contactName, lastText, at }: Asking,
): SuggestedAnswer[] {
  const facts = {
    ...factsOf(state, at),
    ...(lastText === undefined ? {} : { message: { text: lastText } }),
  };
  const fitting = templates.filter(
    ({ suggest }) =>
      suggest?.workflow === state.workflow &&
      (suggest.when === undefined || holds(suggest.when, facts)),
  );
  const variables = caseVariables(state, {
    organisation,
    workflow: workflows.find(({ id }) => id === state.workflow),
    input: {},
    contactName,
    link: "",
  });
  const rendered = (template: Template): readonly SuggestedAnswer[] => {
    const message = renderMessage({
      template,
      channel: "sms",
      language: state.contact?.language ?? organisation.defaultLanguage,
      defaultLanguage: organisation.defaultLanguage,
      variables,
      known: SUGGESTION_VARIABLES,
    });
    if (!message.ok) return [];
    return [
      { id: template.id, name: template.name, text: message.text, language: message.language },
    ];
  };
  return [
    ...fitting.filter(({ suggest }) => suggest?.when !== undefined),
    ...fitting.filter(({ suggest }) => suggest?.when === undefined),
  ]
    .flatMap(rendered)
    .slice(0, MOST);
}
