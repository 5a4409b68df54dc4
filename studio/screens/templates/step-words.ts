import type { TemplateStep } from "../../draft/template-steps.js";
import { languageName, templateWords } from "../../words/templates.js";

/** A step in a message as a sentence. */
export function stepWords(step: TemplateStep): string {
  const { steps, channels } = templateWords;
  if (step.do === "setSuggest") return step.suggest ? steps.offered : steps.notOffered;
  if (step.do === "removeChannel") return steps.removeChannel;
  const say = step.text === "" ? steps.removed : steps.setText;
  return say(channels[step.channel], languageName(step.language));
}
