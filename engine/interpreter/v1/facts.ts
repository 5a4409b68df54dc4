import { type Facts, readFact } from "../../definition/conditions/evaluate.js";
import type { Json, Scalar } from "../../definition/names.js";
import type { CaseEvent } from "../event.js";
import type { CaseState } from "../state.js";

/** Facts about a case alone: what rules read. Computed before the rules run, so that a decision is a function of recorded data. */
export function factsOf(state: CaseState, at: number): Facts {
  return {
    case: {
      id: state.id,
      state: state.state,
      priority: state.priority,
      queue: state.queue,
      assignee: state.assignee,
      channel: state.contact?.channel ?? null,
      language: state.contact?.language ?? null,
      ageMinutes: Math.floor((at - state.createdAt) / 60_000),
    },
    data: state.data,
    ...(state.starts === undefined ? {} : { children: childrenOf(state) }),
  };
}

/** A constant as it is, or what the fact it names holds; undefined when there is no such fact. */
export function valueOf(
  source: Scalar | { readonly from: string },
  facts: Facts,
): Json | undefined {
  return typeof source === "object" && source !== null ? readFact(facts, source.from) : source;
}

/** How many children are open or being opened, and how many have closed. */
function childrenOf({ links = {}, starting = {} }: CaseState): { [name: string]: number } {
  const children = Object.values(links).filter(({ as }) => as === "child");
  const closed = children.filter(({ ended }) => ended !== null).length;
  const coming = Object.values(starting).filter(({ as }) => as === "child").length;
  return { open: children.length - closed + coming, closed };
}

/** Facts about a case and the event in hand: what guards and `set` read. */
export function eventFacts(state: CaseState, event: CaseEvent): Facts {
  return { ...factsOf(state, event.at), ...eventMembers(event) };
}

function eventMembers(event: CaseEvent): { [name: string]: Json } {
  switch (event.type) {
    case "acted":
      return { input: event.input, actor: { id: event.actor.id } };
    case "created":
      return {
        actor: { id: event.actor.id },
        ...(event.message ? { message: { text: event.message.text } } : {}),
      };
    case "message_received":
      return { message: { text: event.message.text } };
    case "decided":
      return { outcome: event.outcome };
    case "alert_acknowledged":
      return { actor: { id: event.actor.id }, alert: { team: event.team, level: event.level } };
    case "alert_unanswered":
      return { alert: { team: event.team, level: event.level, why: event.why } };
    case "assigned":
      return { assigned: { person: event.person, queue: event.queue } };
    case "nobody_available":
      return { assigned: { queue: event.queue } };
    case "child_closed":
      return { other: { id: event.other, workflow: event.workflow, state: event.state } };
    case "parent_closed":
      return { other: { id: event.other, state: event.state } };
    case "case_started":
      return { other: { id: event.other, workflow: event.workflow } };
    case "signalled":
      return { other: { id: event.other } };
    case "case_refused":
      return { refused: { why: event.why } };
    case "webhook_answered":
    case "plugin_answered":
      return { answer: event.answer };
    case "webhook_failed":
      return { failure: { why: event.why, status: event.status } };
    case "plugin_failed":
      return { failure: { why: event.why } };
    case "message_failed":
      return { failed: { template: event.template ?? null, why: event.why } };
    case "message_resent":
    case "moved":
    case "skipped":
    case "children_closed":
    case "reserved":
    case "used":
    case "refused":
    case "clock_due":
    case "clock_reached":
    case "calendars_renewed":
      return {};
  }
}
