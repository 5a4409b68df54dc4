import type { Hit, Outcome, RuleSet } from "../../engine/definition/rule-set.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { idFor } from "./new-id.js";
import type { ReleaseStep } from "./release-steps.js";
import type { WorkflowStep } from "./workflow-steps.js";

/** What has to be known of new rules. */
export type NewRules = {
  readonly name: string;
  /** Letters, digits and dashes; no rule set has it. */
  readonly id: string;
  readonly workflow: string;
  readonly hit: Hit;
  /** What they answer when none of them matches, and by it what they answer at all. */
  readonly otherwise: Outcome;
};

/** The one step that makes rules without any, and has their workflow follow them. */
export function rulesFollowed(workflow: Workflow, rules: NewRules, name: string): ReleaseStep {
  const follow = followingRules(workflow, rules, name);
  return {
    do: "together",
    about: { list: "ruleSets", id: rules.id },
    steps: [
      { do: "add", to: "ruleSets", entry: newRules(rules) },
      ...(follow ? [{ do: "edit" as const, workflow: workflow.id, step: follow }] : []),
    ],
  };
}

/** A rule set without rules: it answers the same of everything until somebody adds some. Facts are those of its workflow. */
function newRules({ name, id, workflow, hit, otherwise }: NewRules): RuleSet {
  return { kind: "ruleset", spec: 1, id, name, workflow, hit, rules: [], otherwise };
}

/**
 * What the workflow does with the answer: a way of its own that writes it into the case, wherever the case is then. Null for a
 * workflow that waits for these rules already.
 */
function followingRules(
  { transitions }: Workflow,
  { id, otherwise }: Pick<NewRules, "id" | "otherwise">,
  name: string,
): WorkflowStep | null {
  const isHeard = Object.values(transitions).some(({ on = [] }) =>
    on.some((trigger) => trigger.event === "decided" && trigger.rules === id),
  );
  if (isHeard) return null;
  const keys = Object.keys(otherwise);
  const set = Object.fromEntries(keys.map((key) => [key, { from: `outcome.${key}` }]));
  return {
    do: "addTransition",
    id: idFor(name, transitions),
    transition: { name, from: "*", on: [{ event: "decided", rules: id }], set },
  };
}
