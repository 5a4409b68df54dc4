import { canonicalJson } from "../definition/canonical.js";
import type { ReleaseBody } from "../definition/release.js";
import { askingsOf } from "./asked.js";

/**
 * Everything that decides what a rule set does to the cases of its workflow, as text: two releases in which it is alike answer alike, and
 * nothing has to be replayed. Empty when a release does not have the rule set.
 */
export function replayedPart(
  { workflows, ruleSets }: Pick<ReleaseBody, "workflows" | "ruleSets">,
  ruleSet: string,
): string {
  const source = ruleSets.find(({ id }) => id === ruleSet);
  const workflow = workflows.find(({ id }) => id === source?.workflow);
  if (!source || !workflow) return "";
  const { tests: _tests, name: _name, description: _description, ...rules } = source;
  const reacting = Object.values(workflow.transitions).flatMap(
    ({ from, to, on = [], when, set }) =>
      on.some((trigger) => trigger.event === "decided" && trigger.rules === ruleSet)
        ? [{ from, to, when, set }]
        : [],
  );
  const { priorities, initial, states } = workflow;
  const asked = askingsOf(workflow, ruleSet);
  return canonicalJson({
    ...{ rules, reacting, priorities, initial, asked },
    states: Object.keys(states).sort(),
  });
}

/** Whether every rule set of what runs does the same with a draft, so that no decision could come out otherwise. */
export function isAlike(running: ReleaseBody, draft: ReleaseBody): boolean {
  return running.ruleSets.every(({ id }) => replayedPart(running, id) === replayedPart(draft, id));
}
