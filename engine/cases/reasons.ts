import {
  answeredBy,
  askedLabels,
  explainAsked,
  explainDecision,
  type Decision,
  type FactLabels,
} from "../../rules/index.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { Workflow } from "../definition/workflow.js";
import type { DecisionReasons } from "../protocol/case.js";
import type { DecisionDoc } from "../store/decisions.js";
import { releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";

/**
 * Why the rules decided as they did, in sentences; null when nobody knows the rules any more.
 * @param workflow gives the data fields their titles
 */
export async function reasonsOf(
  store: Store,
  kept: DecisionDoc,
  workflow: Workflow,
): Promise<DecisionReasons | null> {
  const release = await releaseByNumber(store, kept.release);
  const ruleSet = release.body.ruleSets.find(({ id }) => id === kept.ruleSet);
  if (!ruleSet) return null;
  const decision = kept.trace as unknown as Decision;
  const { asked = [] } = kept;
  const labels = { ...askedLabels(asked), ...labelsOf(workflow) };
  return {
    decisionId: kept._id,
    ruleSet: ruleSet.name,
    rule: kept.rule,
    ruleName: answeredBy(decision, ruleSet),
    sentences: [
      ...explainDecision(decision, ruleSet, labels),
      ...explainAsked(asked, kept.facts as Facts),
    ],
    at: kept.at.toISOString(),
  };
}

/** Words for the facts of a workflow: the titles of its data fields. */
function labelsOf(workflow: Workflow): FactLabels {
  const fields = Object.entries(workflow.data.properties);
  return Object.fromEntries(fields.map(([name, { title }]) => [`data.${name}`, title]));
}
