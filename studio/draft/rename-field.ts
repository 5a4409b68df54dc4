import type { Form } from "../../engine/definition/form.js";
import type { Json } from "../../engine/definition/names.js";
import type { Transition, Workflow } from "../../engine/definition/workflow.js";

/** A field of a form that gets another name. */
export type FieldRename = { readonly form: string; readonly from: string; readonly to: string };

/**
 * The workflow with a field of a form under another name, everywhere: in the form itself, in what the transitions that fill it in
 * read of it, and in the routes that hand something in as it. The same workflow when there is no such field, or the name is taken.
 */
export function withFieldRenamed(
  workflow: Workflow,
  { form: id, from, to }: FieldRename,
): Workflow {
  const { forms = {}, transitions, routes } = workflow;
  const form = Object.hasOwn(forms, id) ? forms[id] : undefined;
  if (!form || !Object.hasOwn(form.properties, from) || Object.hasOwn(form.properties, to))
    return workflow;
  const read = Object.entries(transitions).map(([name, transition]) => [
    name,
    transition.form === id ? readingAs(transition, `input.${from}`, `input.${to}`) : transition,
  ]);
  const patch = Object.entries(routes?.patch ?? {}).map(([member, route]) => {
    const isIt = transitions[route.action]?.form === id && route.input === from;
    return [member, isIt ? { ...route, input: to } : route];
  });
  return {
    ...workflow,
    forms: { ...forms, [id]: renamed(form, from, to) },
    transitions: Object.fromEntries(read) as Workflow["transitions"],
    ...(routes?.patch
      ? { routes: { ...routes, patch: Object.fromEntries(patch) as typeof routes.patch } }
      : {}),
  };
}

/** The form with a field under another name, at the same place. */
export function renamed(form: Form, from: string, to: string): Form {
  const name = (one: string) => (one === from ? to : one);
  const { required, properties } = form;
  return {
    ...form,
    ...(required ? { required: required.map(name) } : {}),
    properties: Object.fromEntries(
      Object.entries(properties).map(([one, field]) => [name(one), field]),
    ),
  };
}

/** Conditions read a fact as `fact`, values and effects as `from`; nothing else of a transition names one. */
function readingAs(transition: Transition, path: string, now: string): Transition {
  const walk = (part: Json): Json => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part as { readonly [key: string]: Json }).map(([key, inner]) => [
        key,
        (key === "fact" || key === "from") && inner === path ? now : walk(inner),
      ]),
    );
  };
  return walk(transition) as unknown as Transition;
}
