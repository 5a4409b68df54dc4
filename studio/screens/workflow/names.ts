import type { ContributedEffects } from "../../../engine/definition/contributed-effects.js";
import { own } from "../../../engine/definition/lint/names.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Workflow } from "../../../engine/definition/workflow.js";
import type { FactLabels } from "../../../rules/phrases.js";
import { readable } from "../../ui/schema-form/choices.js";
import { mapWords } from "../../words/map.js";

/** A workflow with the release it belongs to: whatever a sentence about it names. */
export type Subject = {
  readonly workflow: Workflow;
  readonly body: Pick<
    ReleaseBody,
    "organisation" | "workflows" | "ruleSets" | "templates" | "calendars"
  >;
  /** What plugins can do for cases; undefined where that is not known, or not yet. */
  readonly effects?: ContributedEffects | undefined;
};

/** What knows the roles of an organisation. */
export type WithRoles = {
  readonly body: {
    readonly organisation: {
      readonly roles: readonly { readonly id: string; readonly name: string }[];
    };
  };
};

/** Names of things by id; an id that nothing has is its own name. */
export const nameOf = {
  state: ({ workflow }: Subject, id: string) => workflow.states[id]?.name ?? id,
  transition: ({ workflow }: Subject, id: string) => workflow.transitions[id]?.name ?? id,
  clock: ({ workflow }: Subject, id: string) => workflow.clocks?.[id]?.name ?? id,
  group: ({ workflow }: Subject, id: string) => workflow.groups?.[id]?.name ?? id,
  role: ({ body }: WithRoles, id: string) => named(body.organisation.roles, id),
  queue: ({ body }: Subject, id: string) => named(body.organisation.queues, id),
  quantity: ({ body }: Subject, id: string) => named(body.organisation.quantities ?? [], id),
  team: ({ body }: Subject, id: string) => named(body.organisation.teams ?? [], id),
  ruleSet: ({ body }: Subject, id: string) => named(body.ruleSets, id),
  calendar: ({ body }: Subject, id: string) => named(body.calendars ?? [], id),
  template: ({ body }: Subject, id: string) => named(body.templates, id),
  webhook: ({ body }: Subject, id: string) => named(body.organisation.webhooks ?? [], id),
  /** What a plugin is to do, in its own words: `book a bed`. */
  effect: ({ effects }: Subject, id: string) => own(effects, id)?.words ?? id,
  workflow: ({ body }: Subject, id: string) => named(body.workflows, id),
};

/** Words for a value that a fact can have: names where its values are ids. */
export function valueWordsOf({
  workflow,
  organisation,
}: {
  readonly workflow: Workflow;
  readonly organisation: ReleaseBody["organisation"];
}): (fact: string, value: string) => string {
  return (fact, value) => {
    if (fact === "case.state") return workflow.states[value]?.name ?? readable(value);
    if (fact === "case.queue")
      return organisation.queues.find(({ id }) => id === value)?.name ?? readable(value);
    return readable(value);
  };
}

/** Words for the facts that a condition of this workflow can read, the form of its transition included. */
export function factLabels(
  { workflow }: Pick<Subject, "workflow">,
  form: string | undefined,
): FactLabels {
  const asked = form === undefined ? {} : (workflow.forms?.[form]?.properties ?? {});
  const label = (root: string, fields: Workflow["data"]["properties"]) =>
    Object.entries(fields).map(([name, { title }]) => [
      `${root}.${name}`,
      mapWords.facts.field(title),
    ]);
  return Object.fromEntries([
    ...label("data", workflow.data.properties),
    ...label("input", asked),
  ]) as FactLabels;
}

function named(all: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return all.find((one) => one.id === id)?.name ?? id;
}
