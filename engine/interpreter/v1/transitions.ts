import { holds, type Facts } from "../../definition/conditions/evaluate.js";
import type { Json } from "../../definition/names.js";
import type { Transition } from "../../definition/workflow.js";
import type { CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState } from "../state.js";
import { eventFacts, factsOf, valueOf } from "./facts.js";

type Named = readonly [id: string, transition: Transition];

/** The transition that an event other than a person's action fires by itself, first in the order of the definition. */
export function triggered(program: CaseProgram, state: CaseState, event: CaseEvent): Named | null {
  const facts = eventFacts(state, event);
  const found = Object.entries(program.transitions).find(
    ([, transition]) =>
      leaves(transition, state.state) &&
      (transition.on ?? []).some((trigger) => fires(trigger, event)) &&
      guardHolds(transition, facts),
  );
  return found ?? null;
}

/**
 * Ids of the actions a person with these roles may take now, in the order of the definition.
 * Guards that read `input` or `actor` are left open here and tested when the action is taken.
 */
export function allowedActions(
  program: CaseProgram,
  state: CaseState,
  roles: readonly string[],
  at: number,
): readonly string[] {
  if (state.status === "closed") return [];
  const facts = factsOf(state, at);
  return Object.entries(program.transitions)
    .filter(
      ([, transition]) =>
        leaves(transition, state.state) &&
        mayAct(transition, roles) &&
        (readsAction(transition) || guardHolds(transition, facts)),
    )
    .map(([id]) => id);
}

/** Whether a person with these roles may take this transition, whatever the state. */
export function mayAct(transition: Transition, roles: readonly string[]): boolean {
  return (transition.by ?? []).some((role) => roles.includes(role));
}

/** Whether a transition starts at this state. */
export function leaves(transition: Transition, state: string): boolean {
  return transition.from === "*" || transition.from.includes(state);
}

/** Whether a transition's guard lets it pass; no guard always does. */
export function guardHolds(transition: Transition, facts: Facts): boolean {
  return transition.when === undefined || holds(transition.when, facts);
}

/**
 * The case after a transition's `set`: constants, or values read from the event. An absent value leaves the attribute as it
 * is, and so does a priority that the workflow does not have: it would have no rank and no targets.
 */
export function withSet(
  program: CaseProgram,
  state: CaseState,
  transition: Transition,
  facts: Facts,
): CaseState {
  let next = state;
  for (const [target, source] of Object.entries(transition.set ?? {})) {
    const value = valueOf(source, facts);
    if (value !== undefined) next = withAttribute(program, next, target, value);
  }
  return next;
}

function withAttribute(
  program: CaseProgram,
  state: CaseState,
  target: string,
  value: Json,
): CaseState {
  if (target.startsWith("data."))
    return { ...state, data: { ...state.data, [target.slice("data.".length)]: value } };
  if (target === "assignee")
    return { ...state, assignee: typeof value === "string" && value !== "" ? value : null };
  if (typeof value !== "string" || value === "") return state;
  if (target === "queue") return { ...state, queue: value };
  return program.priorities.includes(value) ? { ...state, priority: value } : state;
}

function fires(trigger: NonNullable<Transition["on"]>[number], event: CaseEvent): boolean {
  if (trigger.event !== event.type) return false;
  if (trigger.event === "decided") return event.type === "decided" && trigger.rules === event.rules;
  if (trigger.event === "clock_due")
    return event.type === "clock_due" && trigger.clock === event.clock;
  if (trigger.event === "clock_reached")
    return (
      event.type === "clock_reached" && trigger.clock === event.clock && trigger.mark === event.mark
    );
  if (trigger.event === "assigned" || trigger.event === "nobody_available")
    return trigger.queue === undefined || ("place" in event && trigger.queue === event.queue);
  if (trigger.event === "alert_acknowledged" || trigger.event === "alert_unanswered")
    return trigger.team === undefined || ("team" in event && trigger.team === event.team);
  if (trigger.event === "message_failed")
    return (
      event.type === "message_failed" &&
      (trigger.template === undefined || trigger.template === event.template)
    );
  if (trigger.event === "signalled")
    return event.type === "signalled" && trigger.signal === event.signal;
  if (trigger.event === "children_closed")
    return event.type === "children_closed" && (trigger.workflow ?? null) === event.workflow;
  if ("workflow" in trigger) return "workflow" in event && trigger.workflow === event.workflow;
  if ("webhook" in trigger) return "webhook" in event && trigger.webhook === event.webhook;
  if ("effect" in trigger) return "name" in event && trigger.effect === event.name;
  if ("quantity" in trigger) return "quantity" in event && trigger.quantity === event.quantity;
  return true;
}

/** Whether a guard reads what is known only when the action is taken: the form, or who takes it. */
function readsAction(transition: Transition): boolean {
  return /"fact":"(input|actor)\./.test(JSON.stringify(transition.when ?? null));
}
