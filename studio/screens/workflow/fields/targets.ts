import { own } from "../../../../engine/definition/lint/names.js";
import type { Form, FormField } from "../../../../engine/definition/form.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { choicesOf, type Choice } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";
import type { Subject } from "../names.js";
import { workflowMeant } from "./naming.js";
import { textOf, type Members } from "./members.js";
import type { Shape } from "./shape.js";

/** Something that can be written: under which name, what it is called, and what it takes. */
export type Target = {
  readonly key: string;
  readonly label: string;
  readonly shape: Shape;
  /** What may be written, where that is known. */
  readonly choices: readonly Choice[] | null;
  readonly canBeEmpty: boolean;
};

/** What a transition can write into its case. */
export function caseTargets({ workflow, body }: Subject): readonly Target[] {
  const { targets } = fieldsWords;
  const queues = body.organisation.queues.map(({ id, name }) => ({ value: id, label: name }));
  const priorities = workflow.priorities.map((value) => ({ value, label: value }));
  const name: Pick<Target, "shape" | "canBeEmpty"> = { shape: { is: "id" }, canBeEmpty: false };
  const person: Shape = { is: "text", most: 200 };
  return [
    { ...name, key: "queue", label: targets.queue, choices: queues },
    { ...name, key: "priority", label: targets.priority, choices: priorities },
    { key: "assignee", label: targets.assignee, shape: person, choices: null, canBeEmpty: true },
    ...dataTargets(workflow).map((target) => ({ ...target, key: `data.${target.key}` })),
  ];
}

/** What the values of a member are written into; null where any name will do. */
export function targetsOf(
  subject: Subject,
  kind: string,
  member: string,
  owner: Members,
): readonly Target[] | null {
  if (kind === "start" && member === "set") return dataTargets(workflowMeant(subject, owner));
  const effect = kind === "plugin" ? own(subject.effects, textOf(owner["effect"])) : undefined;
  return effect && member === "with" ? fieldTargets(effect.takes) : null;
}

/** What can be written into the data of a case. */
export function dataTargets({ data }: Pick<Workflow, "data">): readonly Target[] {
  return fieldTargets(data);
}

function fieldTargets(data: Form): readonly Target[] {
  return Object.entries(data.properties).map(([key, field]) => ({
    key,
    label: fieldsWords.targets.field(field.title),
    canBeEmpty: data.required?.includes(key) !== true,
    ...taken(field),
  }));
}

function taken(field: FormField): Pick<Target, "shape" | "choices"> {
  switch (field.type) {
    case "boolean":
      return { shape: { is: "truth" }, choices: null };
    case "number":
    case "integer":
      return {
        shape: {
          is: "number",
          whole: field.type === "integer",
          least: field.minimum ?? -Infinity,
          most: field.maximum ?? Infinity,
          usual: undefined,
        },
        choices: null,
      };
    case "string":
      return field.enum
        ? { shape: { is: "id" }, choices: choicesOf(field.enum) }
        : { shape: { is: "text", most: field.maxLength ?? 4000 }, choices: null };
  }
}
