import type { FactType } from "../conditions/condition.js";
import type { FactCatalogue } from "../facts.js";
import { pointer } from "../finding.js";
import type { FormField } from "../form.js";
import type { Scalar } from "../names.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import { unknownFact } from "./condition.js";
import { own, transitionFacts, type Subject } from "./names.js";

/** What transitions write: W016 queues, W017 priorities, W022 fields, W023 types, and the facts they read it from. */
export function lintValues(subject: Subject): readonly Draft[] {
  return Object.entries(subject.workflow.transitions).flatMap(([id, transition]) => {
    const facts = transitionFacts(subject, transition);
    return Object.entries(transition.set ?? {}).flatMap(([target, value]) => {
      const path = pointer("transitions", id, "set", target);
      return valueFindings(subject, { target, value, facts, path });
    });
  });
}

/** Whose attributes and fields are written. */
type Owner = Pick<Subject, "workflow" | "known">;

/** Something written into a case: where, what, and what it may be read from. */
export type Written = {
  readonly target: string;
  readonly value: Scalar | { readonly from: string };
  readonly facts: FactCatalogue;
  readonly path: string;
};

/** What is wrong with one value, constant or read from a fact. */
export function valueFindings(
  owner: Owner,
  { target, value, facts, path }: Written,
): readonly Draft[] {
  if (typeof value === "object" && value !== null)
    return lintSource(owner, target, { from: value.from, facts, path });
  return lintConstant(owner, target, value, path);
}

type Source = { readonly from: string; readonly facts: FactCatalogue; readonly path: string };

function lintSource(subject: Owner, target: string, source: Source): readonly Draft[] {
  const { from, facts, path } = source;
  const field = fieldOf(subject, target);
  if (target.startsWith("data.") && !field) return [unknownField(subject, target, path)];
  const type = own(facts, from);
  if (type === undefined) return [unknownFact(from, facts, `${path}/from`)];
  const wanted = field ? factTypeOf(field) : "text";
  if (type === wanted) return [];
  return [wrongType(`${path}/from`, `\`${target}\` is ${wanted}, \`${from}\` is ${type}.`)];
}

function lintConstant(
  subject: Owner,
  target: string,
  value: Scalar,
  path: string,
): readonly Draft[] {
  const { workflow, known } = subject;
  if (target.startsWith("data.")) return lintData(subject, target, value, path);
  if (target === "assignee" && value === null) return [];
  if (typeof value !== "string") return [wrongType(path, `\`${target}\` is text.`)];
  if (target === "queue" && !known.queues.has(value))
    return [
      draft("W016", path, `There is no queue \`${value}\`.`, () => suggestion(value, known.queues)),
    ];
  if (target === "priority" && !workflow.priorities.includes(value))
    return [
      draft("W017", path, `There is no priority \`${value}\`.`, () =>
        suggestion(value, workflow.priorities),
      ),
    ];
  return [];
}

function lintData(subject: Owner, target: string, value: Scalar, path: string): readonly Draft[] {
  const field = fieldOf(subject, target);
  if (!field) return [unknownField(subject, target, path)];
  if (value === null) {
    if (!subject.workflow.data.required?.includes(target.slice("data.".length))) return [];
    return [wrongType(path, `\`${target}\` is required and cannot be emptied.`)];
  }
  return fieldTakes(field, value) ? [] : [wrongType(path, `\`${target}\` cannot hold this value.`)];
}

function fieldOf({ workflow }: Owner, target: string): FormField | undefined {
  return target.startsWith("data.")
    ? own(workflow.data.properties, target.slice("data.".length))
    : undefined;
}

/** What a field holds, as a fact. */
export function factTypeOf(field: FormField): FactType {
  if (field.type === "boolean") return "boolean";
  if (field.type === "string") return field.format === "date-time" ? "instant" : "text";
  return "number";
}

/** Whether a constant can stand in a field. */
export function fieldTakes(field: FormField, value: string | number | boolean): boolean {
  switch (field.type) {
    case "boolean":
      return typeof value === "boolean";
    case "number":
    case "integer":
      return (
        typeof value === "number" &&
        (field.type === "number" || Number.isInteger(value)) &&
        value >= (field.minimum ?? -Infinity) &&
        value <= (field.maximum ?? Infinity)
      );
    case "string":
      return (
        typeof value === "string" &&
        (field.enum?.includes(value) ?? true) &&
        value.length >= (field.minLength ?? 0) &&
        value.length <= (field.maxLength ?? Infinity)
      );
  }
}

function unknownField({ workflow }: Owner, target: string, path: string): Draft {
  const name = target.slice("data.".length);
  return draft("W022", path, `There is no data field \`${name}\`.`, () =>
    suggestion(name, Object.keys(workflow.data.properties)),
  );
}

function wrongType(path: string, message: string): Draft {
  return draft("W023", path, message, "Write a value of the right type.");
}
