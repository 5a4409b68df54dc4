import type { Condition } from "../definition/conditions/condition.js";
import type { ContributedOperators } from "../definition/conditions/contributed.js";
import { type Facts, holds } from "../definition/conditions/evaluate.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Transition, Trigger, Workflow } from "../definition/workflow.js";
import { valueOf } from "../interpreter/v1/facts.js";
import { evaluateRuleSet } from "../../rules/evaluate.js";

/** What of a message can make it urgent. */
export type Said = {
  readonly text: string;
  /** Structured input of a form, and what is known from where it was written to. */
  readonly data: Facts | null;
};

/** Whether what a message says is urgent. Total. */
export type Judge = (said: Said) => boolean;

/**
 * Tells urgent messages by the release alone (ADR 36): one is urgent when it would give the case that it opens, or a case that it
 * goes to, the first of the priorities of its workflow. Asked are the rule sets that a new case asks, and the transitions that a
 * message fires by what it says. Nothing is known of the case yet, so conditions on anything else are read as of a new one.
 *
 * @param opens the workflow that messages of the endpoint open cases of
 */
export function judgeOf(
  { workflows, ruleSets }: Pick<ReleaseBody, "workflows" | "ruleSets">,
  opens: string,
  operators: ContributedOperators,
): Judge {
  const judges = workflows.flatMap((workflow) => [
    byItself(workflow),
    ...(workflow.id === opens ? [byRules(workflow, ruleSets, operators)] : []),
  ]);
  return (said) => judges.some((judge) => judge(said));
}

/** By the transitions that a message fires when it says something certain. */
function byItself(workflow: Workflow): Judge {
  const fired = firedBy(workflow, ({ event }) => event === "message_received");
  const telling = fired.filter(({ when }) => when !== undefined && readsMessage(when));
  return (said) => {
    const facts = factsOf(workflow, said);
    return telling.some((transition) => makesUrgent(workflow, transition, facts));
  };
}

/** By the rule sets that a case asks when it is opened, and what follows from their answers. */
function byRules(
  workflow: Workflow,
  ruleSets: ReleaseBody["ruleSets"],
  operators: ContributedOperators,
): Judge {
  const first = [
    ...(workflow.onCreate ?? []),
    ...(workflow.states[workflow.initial]?.onEnter ?? []),
  ];
  const asked = new Set(first.flatMap((effect) => (effect.do === "decide" ? [effect.rules] : [])));
  const sets = ruleSets.filter(({ id }) => asked.has(id));
  return (said) => {
    const facts = factsOf(workflow, said);
    return sets.some((ruleSet) => {
      const { outcome } = evaluateRuleSet(ruleSet, facts, operators);
      const answered = firedBy(
        workflow,
        (trigger) => trigger.event === "decided" && trigger.rules === ruleSet.id,
      );
      return answered.some((to) => makesUrgent(workflow, to, { ...facts, outcome }));
    });
  };
}

/** The case as this message would open it. */
function factsOf(workflow: Workflow, { text, data }: Said): Facts {
  const { messageField, initial, defaultPriority, defaultQueue } = workflow;
  return {
    message: { text },
    data: { ...(messageField === undefined ? {} : { [messageField]: text }), ...data },
    case: { state: initial, priority: defaultPriority, queue: defaultQueue },
  };
}

/** A workflow with one priority alone calls nothing urgent. */
function makesUrgent(
  { priorities }: Pick<Workflow, "priorities">,
  { when, set = {} }: Transition,
  facts: Facts,
): boolean {
  const [most, next] = priorities;
  const { priority } = set;
  if (priority === undefined || next === undefined) return false;
  return valueOf(priority, facts) === most && (when === undefined || holds(when, facts));
}

function firedBy({ transitions }: Workflow, wanted: (trigger: Trigger) => boolean): Transition[] {
  return Object.values(transitions).filter(({ on = [] }) => on.some(wanted));
}

function readsMessage(condition: Condition): boolean {
  if ("all" in condition) return condition.all.some(readsMessage);
  if ("any" in condition) return condition.any.some(readsMessage);
  if ("not" in condition) return readsMessage(condition.not);
  return "fact" in condition && condition.fact.startsWith("message.");
}
