import { holds } from "../definition/conditions/evaluate.js";
import type { Workflow } from "../definition/workflow.js";
import { factsOf } from "../interpreter/v1/facts.js";
import type { CaseState } from "../interpreter/state.js";
import type { Placing } from "../store/queue-entries.js";

/**
 * Where a case belongs in its queue: by its priority, and by the skills it needs of whoever is given it. One that waits for
 * the patient needs nobody; it stands in line for people who look, and is not given to anybody.
 */
export function placingOf(workflow: Workflow | undefined, state: CaseState): Placing {
  const rank = Math.max(0, workflow?.priorities.indexOf(state.priority) ?? 0);
  if (workflow?.states[state.state]?.class === "waiting") return { rank, needs: null };
  const facts = factsOf(state, state.updatedAt);
  const needs = (workflow?.skills ?? [])
    .filter(({ when }) => when === undefined || holds(when, facts))
    .map(({ skill }) => skill);
  return { rank, needs: [...new Set(needs)] };
}
