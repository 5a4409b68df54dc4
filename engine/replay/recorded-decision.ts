import type { Facts } from "../definition/conditions/evaluate.js";
import type { DecidedOutcome } from "../definition/rule-set.js";

/** A decision of record, as far as replay needs it. */
export type RecordedDecision = {
  /** Id of the release that the case followed. */
  readonly release: number;
  readonly ruleSet: string;
  /** The rule that answered. */
  readonly rule: string;
  readonly outcome: DecidedOutcome;
  readonly facts: Facts;
};
