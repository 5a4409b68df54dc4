import type { Suggestion } from "../../engine/definition/suggestion.js";
import type { Template } from "../../engine/definition/template.js";

/** The kinds of channel that a template has texts for. */
export type TextChannel = keyof Template["texts"];

/** One edit of a message template, as it is kept with the draft. */
export type TemplateStep =
  | {
      readonly do: "setText";
      readonly channel: TextChannel;
      readonly language: string;
      /** An empty text takes the language away. */
      readonly text: string;
    }
  | { readonly do: "removeChannel"; readonly channel: Exclude<TextChannel, "sms"> }
  /** Null: staff are not offered it. */
  | { readonly do: "setSuggest"; readonly suggest: Suggestion | null };

/** The template after one step. */
export function applyTemplateStep(template: Template, step: TemplateStep): Template {
  if (step.do === "setSuggest") {
    const { suggest: _before, ...rest } = template;
    return step.suggest === null ? rest : { ...rest, suggest: step.suggest };
  }
  const { texts } = template;
  if (step.do === "removeChannel") {
    const { [step.channel]: _gone, ...left } = texts;
    return { ...template, texts: left };
  }
  const { [step.language]: _before, ...others } = texts[step.channel] ?? {};
  const changed = step.text === "" ? others : { ...others, [step.language]: step.text };
  return { ...template, texts: { ...texts, [step.channel]: changed } };
}

/** Typing in one text is one step, and so is saying when it is offered. */
export function placeOfTemplateStep(step: TemplateStep): string | null {
  if (step.do === "setSuggest") return "suggest";
  return step.do === "setText" ? `${step.channel} ${step.language}` : null;
}
