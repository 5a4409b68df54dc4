import { type Facts, readFact } from "../definition/conditions/evaluate.js";
import type { Json } from "../definition/names.js";
import type { DecidedOutcome } from "../definition/rule-set.js";
import type { Workflow } from "../definition/workflow.js";
import { valueOf } from "../interpreter/v1/facts.js";
import { guardHolds, leaves } from "../interpreter/v1/transitions.js";

/** What a rule set answered about a case, and what it was told of it. */
export type Answered = {
  readonly ruleSet: string;
  readonly outcome: DecidedOutcome;
  readonly facts: Facts;
};

/** A member of a case after an answer. */
export type Attribute = {
  readonly value: Json;
  /** Whether the value comes out of the definitions: what was written about a person may not be told along. */
  readonly isDefined: boolean;
};

/** A case after an answer: its state, queue and priority, and what else the answer sets. */
export type Reaction = {
  readonly attributes: { readonly [what: string]: Attribute };
  /** Whether the case then has the first of several priorities (ADR 36). */
  readonly isEmergency: boolean;
};

/**
 * What follows from an answer: the transition that the interpreter would take, as far as it sets something. Without one, the case stays
 * as it was when the rules were asked.
 */
export function reactionTo(workflow: Workflow, answered: Answered): Reaction {
  const { ruleSet, outcome, facts } = answered;
  const seen = { ...facts, outcome };
  const state = textAt(facts, "case.state");
  const taken = Object.values(workflow.transitions).find(
    (transition) =>
      leaves(transition, state) &&
      (transition.on ?? []).some((on) => on.event === "decided" && on.rules === ruleSet) &&
      guardHolds(transition, seen),
  );
  const attributes: { [what: string]: Attribute } = {
    queue: { value: textAt(facts, "case.queue"), isDefined: true },
    priority: { value: textAt(facts, "case.priority"), isDefined: true },
    state: { value: taken?.to ?? state, isDefined: true },
  };
  for (const [what, source] of Object.entries(taken?.set ?? {})) {
    const value = valueOf(source, seen);
    if (value === undefined || !isTaken(workflow, what, value)) continue;
    const isDefined =
      typeof source !== "object" || source === null || source.from.startsWith("outcome.");
    attributes[what] = { value, isDefined };
  }
  const [most, next] = workflow.priorities;
  const isEmergency = next !== undefined && attributes["priority"]?.value === most;
  return { attributes, isEmergency };
}

/** As the interpreter takes values: no empty queue, and no priority that the workflow does not have. */
function isTaken({ priorities }: Workflow, what: string, value: Json): boolean {
  if (what === "queue") return typeof value === "string" && value !== "";
  return what !== "priority" || priorities.some((priority) => priority === value);
}

function textAt(facts: Facts, path: string): string {
  const value = readFact(facts, path);
  return typeof value === "string" ? value : "";
}
