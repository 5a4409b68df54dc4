import type { Facts } from "../../engine/definition/conditions/evaluate.js";
import {
  type ContributedFact,
  type ContributedFacts,
  type FactAnswer,
  withAnswers,
} from "../../engine/definition/contributed-facts.js";
import type { Form, FormField } from "../../engine/definition/form.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { pluginFactsIn } from "../../rules/can-evaluate.js";
import { inputOf, type Typed } from "../ui/schema-form/values.js";

/** What rules are tried on: the fields that they look at, and what the plugins that they ask would say. */
export type TrialForms = { readonly data: Form; readonly plugins: Form };

/** The fields to try a rule set on; all of the case's where it looks at none. Lists cannot be filled in. */
export function trialForms(
  ruleSet: RuleSet,
  { data }: Pick<Workflow, "data">,
  facts: ContributedFacts,
): TrialForms {
  const text = JSON.stringify(ruleSet);
  const all = Object.entries(data.properties);
  const read = all.filter(([name]) => text.includes(`"data.${name}"`));
  const asked = pluginFactsIn(ruleSet).flatMap((path) => {
    const fact = Object.hasOwn(facts, path) ? facts[path] : undefined;
    return fact && fact.type !== "list" ? [[path, fieldOf(fact)] as const] : [];
  });
  return {
    data: { ...data, properties: Object.fromEntries(read.length > 0 ? read : all) },
    plugins: { type: "object", properties: Object.fromEntries(asked), additionalProperties: false },
  };
}

/** The facts in what was filled in. What nobody said of a plugin is unknown, except that what is not ticked is not so. */
export function trialFacts(
  forms: TrialForms,
  { typed, priority }: { readonly typed: Typed; readonly priority: string },
): Facts {
  const told = inputOf(forms.plugins, typed);
  const answers = Object.entries(forms.plugins.properties).map(([path, { type }]) => {
    const value = type === "boolean" ? typed[path] === true : (told[path] ?? null);
    return [path, value as FactAnswer] as const;
  });
  const facts = { case: { priority }, data: inputOf(forms.data, typed) as Facts };
  return withAnswers(facts, answers);
}

function fieldOf({ words, description, type, values }: ContributedFact): FormField {
  const common = { title: `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`, description };
  if (type === "boolean") return { ...common, type: "boolean" };
  if (type === "number") return { ...common, type: "number" };
  if (type === "instant") return { ...common, type: "string", format: "date-time" };
  return { ...common, type: "string", ...(values === undefined ? {} : { enum: [...values] }) };
}
