import type { FactType } from "../../../../engine/definition/conditions/condition.js";
import { guardFacts } from "../../../../engine/definition/facts.js";
import type { Form } from "../../../../engine/definition/form.js";
import {
  knownNames,
  own,
  subjectOf,
  transitionFacts,
} from "../../../../engine/definition/lint/names.js";
import type { Transition } from "../../../../engine/definition/workflow.js";
import { vocabularyOf } from "../../../../rules/lint/vocabulary.js";
import type { ConditionWorld } from "../../../ui/condition/condition-world.js";
import { readable, type Choice } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";
import { mapWords } from "../../../words/map.js";
import { rulesWords } from "../../../words/rules.js";
import { valueWordsOf, type Subject } from "../names.js";

/**
 * What can be read at a place of a workflow, exactly as the lint knows it: in a transition also its form, whoever does it and
 * what its events bring; elsewhere the case alone.
 */
export function factsThere(
  subject: Subject,
  transition?: Transition,
): Omit<ConditionWorld, "readOnly"> {
  const { workflow, body } = subject;
  const { organisation } = body;
  const form = own(workflow.forms, transition?.form);
  const facts = transition
    ? transitionFacts(subjectOf(workflow, knownNames(body, subject.effects)), transition)
    : guardFacts(workflow, undefined);
  const { domains, present, brought } = vocabularyOf(workflow, organisation);
  return {
    vocabulary: { facts, domains: { ...domains, ...enums(form) }, present, brought },
    labels: Object.fromEntries<string>(
      Object.keys(facts).map((path) => [path, factLabel(subject, path, form)]),
    ),
    valueWords: valueWordsOf({ workflow, organisation }),
    lists: [],
    shared: [],
  };
}

/** Facts that may be chosen as the source of a value: of one type where that is known. */
export function sources(
  { vocabulary, labels }: Pick<ConditionWorld, "vocabulary" | "labels">,
  type?: FactType,
): readonly Choice[] {
  return Object.entries(vocabulary.facts).flatMap(([value, of]) =>
    type === undefined || of === type ? [{ value, label: labels[value] ?? value }] : [],
  );
}

function factLabel(
  { workflow, body, effects }: Subject,
  path: string,
  form: Form | undefined,
): string {
  const [root = "", name = ""] = path.split(".");
  const { facts } = mapWords;
  if (root === "data") return facts.field(own(workflow.data.properties, name)?.title ?? name);
  if (root === "input") return facts.ofForm(own(form?.properties, name)?.title ?? name);
  if (root === "outcome") return fieldsWords.outcome(readable(name));
  if (root === "answer") return fieldsWords.answer(answerTitle({ body, effects }, name));
  return own(fieldsWords.facts, path) ?? own<string>(rulesWords.facts, path) ?? facts.other(path);
}

function answerTitle(
  { body, effects = {} }: Pick<Subject, "body" | "effects">,
  name: string,
): string {
  const outside = [...(body.organisation.webhooks ?? []), ...Object.values(effects)];
  const asked = outside.map(({ answers }) => own(answers?.properties, name));
  return asked.find((field) => field !== undefined)?.title ?? name;
}

function enums(form: Form | undefined) {
  const entries = Object.entries(form?.properties ?? {}).flatMap(([name, field]) =>
    field.type === "string" && field.enum
      ? [[`input.${name}`, [...field.enum, undefined]] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
