import type { Organisation } from "../../engine/definition/organisation.js";
import { rulesOf } from "../../engine/definition/rules-of.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { outcomeTargets } from "../../rules/outcome-targets.js";
import { choicesOf, readable, type Choice } from "../ui/schema-form/choices.js";

/** One part of what a rule answers. */
export type AnswerField = {
  readonly key: string;
  readonly label: string;
  readonly type: "text" | "number" | "boolean";
  /** What may be answered, where that is known. */
  readonly choices: readonly Choice[] | null;
};

type Place = { readonly workflow: Workflow; readonly organisation: Organisation };

/** The parts of an answer: those that rules give now, then those that the workflow would also read. */
export function answerFields(ruleSet: RuleSet, place: Place): readonly AnswerField[] {
  const targets = outcomeTargets(ruleSet.id, place.workflow);
  const given = [ruleSet.otherwise, ...rulesOf(ruleSet).map(({ then }) => then)];
  const keys = new Set([...given.flatMap((outcome) => Object.keys(outcome)), ...targets.keys()]);
  return [...keys].map((key) => {
    const [target = ""] = targets.get(key) ?? [];
    return { key, label: readable(key), type: "text", choices: null, ...known(target, place) };
  });
}

function known(target: string, { workflow, organisation }: Place): Partial<AnswerField> {
  if (target === "queue") return { choices: organisation.queues.map(choiceOf) };
  if (target === "priority") return { choices: choicesOf(workflow.priorities) };
  const name = target.startsWith("data.") ? target.slice("data.".length) : "";
  const field = Object.hasOwn(workflow.data.properties, name)
    ? workflow.data.properties[name]
    : undefined;
  if (!field) return {};
  const label = field.title;
  if (field.type === "string") return { label, choices: field.enum ? choicesOf(field.enum) : null };
  return { label, type: field.type === "boolean" ? "boolean" : "number" };
}

function choiceOf({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, label: name };
}
