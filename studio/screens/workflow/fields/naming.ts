import { effectsIn } from "../../../../engine/definition/effects-in.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import type { Choice } from "../../../ui/schema-form/choices.js";
import type { Subject } from "../names.js";
import { textOf, type Members } from "./members.js";

/**
 * What a member of this name can name: the glossary has one word per thing, so that a member called `team` names a team,
 * also in an effect that did not exist when this was written. Null for a name that says nothing.
 */
export function namesFor(
  subject: Subject,
  member: string,
  owner: Members,
): readonly Choice[] | null {
  const list = Object.hasOwn(LISTS, member) ? LISTS[member] : undefined;
  return list ? list(subject, owner) : null;
}

type List = (subject: Subject, owner: Members) => readonly Choice[];

const clocks: List = ({ workflow }) => named(workflow.clocks);

const LISTS: { readonly [member: string]: List } = {
  template: ({ body }) => body.templates.map(choice),
  rules: ({ body, workflow }) =>
    body.ruleSets.filter((one) => one.workflow === workflow.id).map(choice),
  workflow: ({ body }) => body.workflows.map(choice),
  calendar: ({ body }) => (body.calendars ?? []).map(choice),
  quantity: ({ body }) => (body.organisation.quantities ?? []).map(choice),
  team: ({ body }) => (body.organisation.teams ?? []).map(choice),
  webhook: ({ body }) => (body.organisation.webhooks ?? []).map(choice),
  effect: ({ effects = {} }) =>
    Object.entries(effects).map(([value, { words }]) => ({ value, label: words })),
  queue: ({ body }) => body.organisation.queues.map(choice),
  role: ({ body }) => body.organisation.roles.map(choice),
  state: ({ workflow }) => named(workflow.states),
  transition: ({ workflow }) => named(workflow.transitions),
  clock: clocks,
  about: clocks,
  mark: ({ workflow }, { clock }) => named(workflow.clocks?.[textOf(clock)]?.marks),
  priority: (subject, owner) =>
    workflowMeant(subject, owner).priorities.map((value) => ({ value, label: value })),
  field: ({ workflow }) =>
    Object.entries(workflow.data.properties).flatMap(([value, field]) =>
      field.type === "string" && field.format === "date-time"
        ? [{ value, label: field.title }]
        : [],
    ),
};

/** The workflow that the members of something speak of: the one they name, or the one they stand in. */
export function workflowMeant({ workflow, body }: Subject, owner: Members): Workflow {
  return body.workflows.find(({ id }) => id === owner["workflow"]) ?? workflow;
}

/** Words that cases of this release tell one another. */
export function knownSignals({ body }: Pick<Subject, "body">): readonly string[] {
  const said = body.workflows
    .flatMap(effectsIn)
    .flatMap((effect) => (effect.do === "signal" ? [effect.signal] : []));
  const heard = body.workflows
    .flatMap(({ transitions }) => Object.values(transitions))
    .flatMap(({ on = [] }) => on.flatMap((one) => (one.event === "signalled" ? [one.signal] : [])));
  return [...new Set([...said, ...heard])].toSorted();
}

function named(all: { readonly [id: string]: { readonly name: string } } = {}): readonly Choice[] {
  return Object.entries(all).map(([value, { name }]) => ({ value, label: name }));
}

function choice({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, label: name };
}
