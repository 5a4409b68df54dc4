import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import type { NewWorkflow } from "./new-workflow.js";
import type { ReleaseStep } from "./release-steps.js";

/**
 * Another workflow like one that is there, with rule sets of its own, because each belongs to one workflow. Queues, messages and
 * clocks' calendars are shared with the first. Addresses of documents and the messages that open cases are not copied: each leads to one
 * workflow.
 */
export function copiedWorkflow(
  body: ReleaseBody,
  from: Workflow,
  { id, name, prefix }: Omit<NewWorkflow, "roles">,
): ReleaseStep {
  const own = body.ruleSets.filter(({ workflow }) => workflow === from.id);
  const ids = new Map(own.map((ruleSet) => [ruleSet.id, idOfCopy(ruleSet, { from, id, body })]));
  const { routes: _routes, openedBy: _openedBy, ...rest } = rulesRenamed(from, ids);
  const workflow = { ...rest, id, name, subject: { ...from.subject, prefix } };
  return {
    do: "together",
    about: { list: "workflows", id },
    steps: [
      ...own.map((ruleSet) => ({
        do: "add" as const,
        to: "ruleSets" as const,
        entry: { ...ruleSet, id: ids.get(ruleSet.id) ?? ruleSet.id, workflow: id },
      })),
      { do: "add", to: "workflows", entry: workflow },
    ],
  };
}

/** A workflow gone together with the rule sets that are only for it. */
export function removedWorkflow(body: ReleaseBody, id: string): ReleaseStep {
  return {
    do: "together",
    about: { list: "workflows", id },
    steps: [
      { do: "remove", from: "workflows", id },
      ...body.ruleSets
        .filter(({ workflow }) => workflow === id)
        .map((ruleSet) => ({ do: "remove" as const, from: "ruleSets" as const, id: ruleSet.id })),
    ],
  };
}

type Copying = { readonly from: Workflow; readonly id: string; readonly body: ReleaseBody };

/** `ticket-routing` of `ticket` becomes `visit-routing` of `visit`, unless that is taken. */
function idOfCopy(ruleSet: RuleSet, { from, id, body }: Copying): string {
  const rest = ruleSet.id.startsWith(`${from.id}-`)
    ? ruleSet.id.slice(from.id.length + 1)
    : ruleSet.id;
  const root = `${id}-${rest}`.slice(0, 36);
  const taken = new Set(body.ruleSets.map((one) => one.id));
  for (let n = 1; ; n += 1) {
    const wanted = n === 1 ? root : `${root}-${String(n)}`;
    if (!taken.has(wanted)) return wanted;
  }
}

/** The workflow with other names for its rule sets, wherever it asks them or waits for their answer. */
function rulesRenamed(workflow: Workflow, ids: ReadonlyMap<string, string>): Workflow {
  return JSON.parse(
    JSON.stringify(workflow, (key, value: unknown) =>
      key === "rules" && typeof value === "string" ? (ids.get(value) ?? value) : value,
    ),
  ) as Workflow;
}
