import type { Template } from "../../../engine/definition/template.js";
import { renderMessage } from "../../../templates/render.js";
import type { TemplateVariables } from "../../../templates/variables.js";
import type { TextChannel } from "../../draft/template-steps.js";

/** Which values a text is shown with. */
export type Values = "sample" | "longest";

type Shown = {
  readonly template: Template;
  readonly channel: TextChannel;
  readonly language: string;
  readonly known: TemplateVariables;
  readonly values: Values;
};

/** What a person reads of a message, with made-up values in place of theirs; null while it cannot be rendered. */
export function sampleText({ template, channel, language, known, values }: Shown): string | null {
  const variables = Object.entries(known).map(([path, one]) => [path, one[values]] as const);
  const rendered = renderMessage({
    ...{ template, channel, language, defaultLanguage: language, known },
    variables: Object.fromEntries(variables),
  });
  return rendered.ok ? rendered.text : null;
}
