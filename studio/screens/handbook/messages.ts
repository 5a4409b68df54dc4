import type { EffectSpec } from "../../../engine/definition/workflow.js";
import { variablesKnownTo } from "../../../engine/release-variables.js";
import { handbookWords as say } from "../../words/handbook.js";
import { mapWords } from "../../words/map.js";
import { languageName } from "../../words/templates.js";
import { sampleText } from "../templates/sample-text.js";
import type { Subject } from "../workflow/names.js";

/** A message that patients get, as they read it. */
export type ToldMessage = {
  readonly id: string;
  readonly name: string;
  readonly when: string;
  readonly texts: readonly {
    readonly language: string;
    readonly name: string;
    readonly text: string;
  }[];
};

/** The messages that a workflow sends, in the order in which a case comes to them, each with its texts. */
export function messagesOf(subject: Subject): readonly ToldMessage[] {
  const { templates } = subject.body;
  return [...occasionsIn(subject)].flatMap(([id, occasions]) => {
    const template = templates.find((one) => one.id === id);
    if (!template) return [];
    const known = variablesKnownTo(id, subject.body);
    const texts = Object.entries(template.texts.sms).map(([language, source]) => ({
      language,
      name: languageName(language),
      text: sampleText({ template, channel: "sms", language, known, values: "sample" }) ?? source,
    }));
    return [{ id, name: template.name, when: say.when(mapWords.or([...occasions])), texts }];
  });
}

/** On which occasions each message is sent. */
function occasionsIn({ workflow }: Subject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (effects: readonly EffectSpec[] | undefined, occasion: string) => {
    for (const effect of effects ?? [])
      if (effect.do === "send")
        found.set(effect.template, (found.get(effect.template) ?? new Set()).add(occasion));
  };
  note(workflow.onCreate, say.opened);
  for (const { name, then } of Object.values(workflow.transitions)) note(then, say.acting(name));
  for (const { name, onEnter, onExit } of Object.values(workflow.states)) {
    note(onEnter, say.arriving(name));
    note(onExit, say.leaving(name));
  }
  return found;
}
