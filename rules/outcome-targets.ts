import type { Transition, Workflow } from "../engine/definition/workflow.js";

/** For each key of an answer that a transition reads, what it is written to (`queue`, `priority`, `data.x`, or nothing known). */
export type OutcomeTargets = ReadonlyMap<string, readonly string[]>;

/** What a workflow does with the answers of a rule set. */
export function outcomeTargets(ruleSet: string, workflow: Workflow): OutcomeTargets {
  const targets = new Map<string, string[]>();
  const readers = Object.values(workflow.transitions).filter((one) => isReader(one, ruleSet));
  for (const transition of readers) {
    for (const [, key = ""] of JSON.stringify(transition).matchAll(/"outcome\.(\w+)"/g))
      targets.set(key, targets.get(key) ?? []);
    for (const [target, value] of Object.entries(transition.set ?? {})) {
      const key =
        typeof value === "object" && value !== null ? value.from.split(".")[1] : undefined;
      if (key !== undefined) targets.get(key)?.push(target);
    }
  }
  return targets;
}

function isReader(transition: Transition, ruleSet: string): boolean {
  return (transition.on ?? []).some(
    (trigger) => trigger.event === "decided" && trigger.rules === ruleSet,
  );
}
