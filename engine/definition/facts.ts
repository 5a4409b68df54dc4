import type { FactType } from "./conditions/condition.js";
import { effectsIn } from "./effects-in.js";
import type { Form, FormField } from "./form.js";
import type { Workflow } from "./workflow.js";

/** Facts by path with what they hold, as lint, builder and trace know them. */
export type FactCatalogue = { readonly [path: string]: FactType };

const CASE_FACTS: FactCatalogue = {
  "case.id": "text",
  "case.state": "text",
  "case.priority": "text",
  "case.queue": "text",
  "case.assignee": "text",
  "case.channel": "text",
  "case.language": "text",
  "case.ageMinutes": "number",
};

/** The facts rules may read about a case of this workflow: the case itself and its data fields. */
export function caseFacts(workflow: Workflow): FactCatalogue {
  return {
    ...CASE_FACTS,
    ...(opensCases(workflow) ? CHILDREN_FACTS : {}),
    ...fieldFacts("data", workflow.data),
  };
}

/** Known of a case once it has asked to open another one. */
const CHILDREN_FACTS: FactCatalogue = { "children.open": "number", "children.closed": "number" };

function opensCases(workflow: Workflow): boolean {
  return effectsIn(workflow).some((effect) => effect.do === "start");
}

/** The facts a guard of one transition may read: the case, its data, the form filled in, and who acts. */
export function guardFacts(workflow: Workflow, form: Form | undefined): FactCatalogue {
  return {
    ...caseFacts(workflow),
    ...(form ? fieldFacts("input", form) : {}),
    "actor.id": "text",
    "message.text": "text",
  };
}

/** The fields of a form as facts below a root. */
export function fieldFacts(root: string, form: Form): FactCatalogue {
  const entries = Object.entries(form.properties).map(([name, field]) => [
    `${root}.${name}`,
    typeOf(field),
  ]);
  return Object.fromEntries(entries) as FactCatalogue;
}

function typeOf(field: FormField): FactType {
  if (field.type === "boolean") return "boolean";
  if (field.type === "string") return field.format === "date-time" ? "instant" : "text";
  return "number";
}
