import type { Form } from "../../engine/definition/form.js";
import type { WorkflowTest } from "../../engine/definition/scenario.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import {
  withKeyRenamed,
  withOpenedFieldRenamed,
  withPathRenamed,
  type NewName,
} from "./named-paths.js";

/** A field that gets another name: one of a form, or without one of what is kept about a case. */
export type FieldRename = NewName & { readonly form: string | null };

/**
 * The workflow with a field under another name, in all of it. The same workflow when there is no such field, or the name is taken.
 * What stands outside of it is {@link withFieldRenamedEverywhere}.
 */
export function withFieldRenamed(workflow: Workflow, rename: FieldRename): Workflow {
  const properties = fieldsNamed(workflow, rename.form);
  if (!properties || !Object.hasOwn(properties, rename.from)) return workflow;
  if (Object.hasOwn(properties, rename.to)) return workflow;
  return rename.form === null
    ? withDataRenamed(workflow, rename)
    : withInputRenamed(workflow, rename.form, rename);
}

/** The fields among which a name has to be free. */
export function fieldsNamed(
  { data, forms = {} }: Pick<Workflow, "data" | "forms">,
  form: string | null,
): Form["properties"] | undefined {
  if (form === null) return data.properties;
  return Object.hasOwn(forms, form) ? forms[form]?.properties : undefined;
}

/** The form with a field under another name, at the same place. */
export function renamed(form: Form, name: NewName): Form {
  const { required, properties } = form;
  return {
    ...form,
    ...(required ? { required: renamedIn(required, name) } : {}),
    properties: withKeyRenamed(properties, name),
  };
}

function withInputRenamed(workflow: Workflow, form: string, name: NewName): Workflow {
  const { forms = {}, transitions, routes, tests } = workflow;
  const asks = (action: string) => transitions[action]?.form === form;
  const path = pathsOf("input", name);
  const asked = forms[form];
  const read = Object.entries(transitions).map(([id, transition]) => [
    id,
    asks(id) ? withPathRenamed(transition, path) : transition,
  ]);
  const patch = Object.entries(routes?.patch ?? {}).map(([member, route]) => [
    member,
    asks(route.action) && route.input === name.from ? { ...route, input: name.to } : route,
  ]);
  return {
    ...workflow,
    ...(asked ? { forms: { ...forms, [form]: renamed(asked, name) } } : {}),
    transitions: Object.fromEntries(read) as Workflow["transitions"],
    ...(routes
      ? { routes: { ...routes, patch: Object.fromEntries(patch) as typeof routes.patch } }
      : {}),
    ...(tests
      ? {
          tests: eachStep(tests, (step) =>
            "acted" in step && step.input && asks(step.acted)
              ? { ...step, input: withKeyRenamed(step.input, name) }
              : step,
          ),
        }
      : {}),
  };
}

function withDataRenamed(workflow: Workflow, name: NewName): Workflow {
  const { subject, messageField, openedBy, routes, clocks, tests, data } = workflow;
  const { from, to } = name;
  const read = withOpenedFieldRenamed(moving(workflow), workflow.id, name);
  return {
    ...workflow,
    ...withPathRenamed(read, pathsOf("data", name)),
    data: renamed(data, name),
    subject: subject.title === from ? { ...subject, title: to } : subject,
    ...(messageField === from ? { messageField: to } : {}),
    ...(openedBy
      ? {
          openedBy: openedBy.map((one) =>
            one.data ? { ...one, data: withKeyRenamed(one.data, name) } : one,
          ),
        }
      : {}),
    ...(routes ? { routes: { ...routes, create: renamedIn(routes.create, name) } } : {}),
    ...(clocks ? { clocks: withClocksRenamed(clocks, name) } : {}),
    ...(tests ? { tests: withKnownRenamed(tests, name) } : {}),
  };
}

/** What reads facts and does something: all that may name a field by its path. */
function moving({ onCreate, states, transitions, skills }: Workflow) {
  return {
    states,
    transitions,
    ...(onCreate ? { onCreate } : {}),
    ...(skills ? { skills } : {}),
  };
}

/** A workflow with a field under another name of the cases of another workflow that it opens. */
export function withOpenedCasesRenamed(
  workflow: Workflow,
  opened: string,
  name: NewName,
): Workflow {
  return { ...workflow, ...withOpenedFieldRenamed(moving(workflow), opened, name) };
}

function withClocksRenamed(clocks: NonNullable<Workflow["clocks"]>, { from, to }: NewName) {
  return Object.fromEntries(
    Object.entries(clocks).map(([id, clock]) => {
      const { starts } = clock;
      const isAtIt = "field" in starts && starts.field === from;
      return [id, isAtIt ? { ...clock, starts: { ...starts, field: to } } : clock];
    }),
  );
}

/** What a case is opened with, and what is known of it after each step. */
function withKnownRenamed(tests: readonly WorkflowTest[], name: NewName): WorkflowTest[] {
  return eachStep(tests, (step) => {
    const known = step.expect.data
      ? { ...step, expect: { ...step.expect, data: withKeyRenamed(step.expect.data, name) } }
      : step;
    if (!("created" in known) || !known.created.data) return known;
    return {
      ...known,
      created: { ...known.created, data: withKeyRenamed(known.created.data, name) },
    };
  });
}

type Step = WorkflowTest["steps"][number];

function eachStep(tests: readonly WorkflowTest[], change: (step: Step) => Step): WorkflowTest[] {
  return tests.map((test) => ({ ...test, steps: test.steps.map(change) }));
}

/** The paths under which conditions and values read a field. */
export function pathsOf(root: "data" | "input", { from, to }: NewName): NewName {
  return { from: `${root}.${from}`, to: `${root}.${to}` };
}

function renamedIn(names: readonly string[], { from, to }: NewName): string[] {
  return names.map((one) => (one === from ? to : one));
}
