import { queryOptions } from "@tanstack/react-query";
import type { Facts } from "../../engine/definition/conditions/evaluate.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { RuleSet } from "../../engine/definition/rule-set.js";
import type { PublishedRamp } from "../../engine/protocol/ramp.js";
import type { Decision } from "../../rules/decision.js";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** A whole release as it would be, why it was changed, and the release that the change stands on. */
export type Publication = {
  readonly definition: ReleaseBody;
  readonly reason: string;
  /** Publishing is refused when a newer release is there: nobody overwrites another's change. */
  readonly baseRelease: number;
  /** Which new cases start under it; all when left out. */
  readonly ramp?: PublishedRamp;
};

/** Publishes a release. @throws Problem `invalid_definition` with findings, `already_exists` */
export function publishRelease(
  body: Publication,
): Promise<{ readonly number: number; readonly hash: string }> {
  return call("/api/releases", { method: "POST", body, idempotencyKey: newKey() });
}

/** Publishes once more what an earlier release held. @throws Problem `invalid_definition` with findings, `already_exists` */
export function restoreRelease(
  number: number,
  body: Omit<Publication, "definition" | "ramp">,
): ReturnType<typeof publishRelease> {
  const path = `/api/releases/${String(number)}/restore`;
  return call(path, { method: "POST", body, idempotencyKey: newKey() });
}

const RULE_SETS = "/api/rule-sets";

/** Whether something has the shape of this rule set. @throws Problem `invalid_definition` with where it has not */
export async function checkRules(id: string, definition: unknown): Promise<void> {
  await call(`${RULE_SETS}/${encodeURIComponent(id)}/check`, {
    method: "POST",
    body: { definition },
  });
}

/** What the servers decide with a rule set that is not published, for rules that only they can evaluate. */
export const ruleTrialQuery = (ruleSet: RuleSet, facts: Facts) =>
  queryOptions({
    queryKey: keys.ruleTrial(ruleSet, facts),
    queryFn: async ({ signal }) => {
      const path = `${RULE_SETS}/${encodeURIComponent(ruleSet.id)}/try`;
      const body = { definition: ruleSet, facts };
      return (await call<{ decision: Decision }>(path, { method: "POST", body, signal })).decision;
    },
    retry: false,
    placeholderData: (before) => before,
  });
