import { fittingFacts } from "../../engine/definition/contributed-facts.js";
import { type Contributions, NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import { caseFacts, type FactCatalogue } from "../../engine/definition/facts.js";
import type { Domains } from "../../engine/definition/lint/constant.js";
import type { Brought } from "../../engine/definition/lint/plugin-facts.js";
import type { Organisation } from "../../engine/definition/organisation.js";
import type { Workflow } from "../../engine/definition/workflow.js";

/** What the rules of one workflow can talk about. */
export type Vocabulary = {
  /** Those of the case, and those of plugins that read nothing which it has not. */
  readonly facts: FactCatalogue;
  /** Facts that hold one of a few known values. */
  readonly domains: Domains;
  /** Facts that are never absent. */
  readonly present: ReadonlySet<string>;
  /** What plugins bring, whether it fits this workflow or not. */
  readonly brought: Brought;
};

/** Facts of a workflow with their possible values; queues only when the organisation is known. */
export function vocabularyOf(
  workflow: Workflow,
  organisation?: Organisation,
  brought: Contributions = NOTHING_CONTRIBUTED,
): Vocabulary {
  const ours = caseFacts(workflow);
  const theirs = fittingFacts(brought.facts, ours);
  const fields = Object.entries(workflow.data.properties).flatMap(([name, field]) =>
    field.type === "string" && field.enum
      ? [[`data.${name}`, [...field.enum, undefined]] as const]
      : [],
  );
  return {
    facts: { ...ours, ...Object.fromEntries(theirs.map(([path, { type }]) => [path, type])) },
    brought,
    present: new Set([
      ...["case.id", "case.state", "case.priority", "case.queue", "case.ageMinutes"],
      ...(workflow.data.required ?? []).map((name) => `data.${name}`),
    ]),
    domains: {
      "case.priority": workflow.priorities,
      "case.state": Object.keys(workflow.states),
      ...(organisation ? { "case.queue": organisation.queues.map(({ id }) => id) } : {}),
      ...Object.fromEntries(fields),
      ...Object.fromEntries(
        theirs.flatMap(([path, { values }]) => (values ? [[path, [...values, undefined]]] : [])),
      ),
    },
  };
}
