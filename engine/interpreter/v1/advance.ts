import { effectsOf } from "../../definition/effects-in.js";
import type { Transition } from "../../definition/workflow.js";
import type { Outcome, Refusal } from "../effect.js";
import type { AssignmentEvent, CaseEvent } from "../event.js";
import type { CaseProgram } from "../slim.js";
import { type CaseState, MAX_AUTOMATIC_TURNS } from "../state.js";
import { awaits, withAssignment } from "./assignment.js";
import { openAlert, withAlerts, withoutAlert, withoutDone } from "./alerts.js";
import { clocksAfter, clocksRenewed } from "./clocks.js";
import { created } from "./creation.js";
import { effectId } from "./effect-id.js";
import { type Ordered, ordered, releaseAtEnd } from "./effects.js";
import { eventFacts } from "./facts.js";
import {
  childrenOf,
  isAboutOthers,
  joinsAfter,
  joinsOnEntry,
  type LinkEvent,
  linksAfter,
  newsAtEnd,
  newsForStarted,
} from "./links.js";
import { moved } from "./moved.js";
import { clocksAfterDue, clocksAfterMark } from "./clocks-run.js";
import { skipped } from "./skipped.js";
import { allowedActions, guardHolds, leaves, mayAct, triggered, withSet } from "./transitions.js";

type Acted = Extract<CaseEvent, { type: "acted" }>;
type Answered = Extract<CaseEvent, { readonly entry: number }>;
type Alerted = Extract<CaseEvent, { readonly alert: string }>;

/**
 * Moves a case by one event: `advance(program, state, event) -> { state, effects }`.
 *
 * Pure, synchronous and total: the same arguments give the same outcome, byte for byte, and nothing an admin or a patient
 * writes makes it throw. Every event makes exactly one turn; one that changes nothing says why in `note`.
 * Frozen: cases that run on number 1 depend on every byte of it (ADR on numbered interpreters).
 */
export function advance(program: CaseProgram, state: CaseState | null, event: CaseEvent): Outcome {
  if (event.type === "created")
    return state === null ? created(program, event) : ignored(state, event, "repeated");
  if (state === null) throw new TypeError("A case starts with `created`");
  const next = counted(state, event);
  if (event.type === "message_received") {
    const { conversation, number } = event.message;
    if (number <= (state.seen[conversation] ?? 0)) return unchanged(next, "repeated");
    if (state.status === "closed") return returned(next, event.message.id);
    return automatic(program, { ...next, seen: { ...next.seen, [conversation]: number } }, event);
  }
  if (event.type === "acted") return acted(program, next, event);
  if (event.type === "message_resent") return resent(next, event);
  if (event.type === "moved") return moved(program, next, event);
  if (event.type === "skipped") return skipped(program, next, event);
  if ("entry" in event && event.entry !== state.entry) return stale(next, event);
  if (event.type === "clock_due") return due(program, next, event);
  if (event.type === "clock_reached") return reached(program, next, event);
  if (event.type === "calendars_renewed") return renewed(program, next);
  if ("place" in event) return assignment(program, next, event);
  if ("alert" in event) return answeredAlert(program, next, event);
  if (isAboutOthers(event)) return aboutOthers(program, next, event);
  return automatic(program, next, event);
}

/** Why a person's action would be refused now; null when it would be taken. Asked before the event is recorded. */
export function refusal(program: CaseProgram, state: CaseState, event: Acted): Refusal | null {
  if (state.status === "closed") return { code: "closed" };
  const transition = ownTransition(program, event.action);
  const facts = eventFacts(state, event);
  const stale = event.seenEntry !== null && event.seenEntry !== state.entry;
  if (stale && transition?.commutes !== true) return { code: "changed" };
  const taken =
    transition !== undefined &&
    leaves(transition, state.state) &&
    mayAct(transition, event.actor.roles) &&
    guardHolds(transition, facts);
  if (taken) return null;
  return {
    code: "not_allowed",
    allowed: allowedActions(program, state, event.actor.roles, event.at),
  };
}

function acted(program: CaseProgram, state: CaseState, event: Acted): Outcome {
  const refused = refusal(program, state, event);
  if (refused !== null) return unchanged(state, refused.code === "closed" ? "closed" : "refused");
  const transition = ownTransition(program, event.action);
  if (transition === undefined) return unchanged(state, "refused");
  return taken(program, state, event, [event.action, transition]);
}

/** A message goes out again as it is. Nothing of the case changes; one that has closed sends nothing any more. */
function resent(state: CaseState, event: Extract<CaseEvent, { type: "message_resent" }>): Outcome {
  if (state.status === "closed") return unchanged(state, "closed");
  const { effect: message, channel, template, made } = event;
  const id = effectId(state.id, state.turn, 0);
  const effects = [{ kind: "resend_message" as const, id, message, channel, template, made }];
  return { state, effects, transition: null };
}

/** An answer that comes when the case has moved on changes nothing; what it reserved goes back. */
function stale(state: CaseState, event: Answered): Outcome {
  const nothing = unchanged(state, "stale");
  if (event.type !== "reserved") return nothing;
  const id = effectId(state.id, state.turn, 0);
  return { ...nothing, effects: [{ kind: "release", id, of: { reservation: event.effect } }] };
}

/** A clock that has run out is gone, whether or not something follows from it. */
function due(
  program: CaseProgram,
  state: CaseState,
  event: Extract<CaseEvent, { type: "clock_due" }>,
): Outcome {
  const clocks = clocksAfterDue(program, state, event);
  if (clocks === null) return unchanged(state, "stale");
  return automatic(program, { ...state, clocks }, event);
}

/** A mark is reached once. One that a later moment of its clock has overtaken, after an outage, says so and does nothing. */
function reached(
  program: CaseProgram,
  state: CaseState,
  event: Extract<CaseEvent, { type: "clock_reached" }>,
): Outcome {
  const after = clocksAfterMark(program, state, event);
  if (after === null) return unchanged(state, "stale");
  const next = { ...state, clocks: after.clocks };
  return after.isOvertaken ? unchanged(next, "overtaken") : automatic(program, next, event);
}

/** Clocks whose time could not be told are told it. */
function renewed(program: CaseProgram, state: CaseState): Outcome {
  if (state.status === "closed") return unchanged(state, "closed");
  return {
    state: { ...state, clocks: clocksRenewed(program, state) },
    effects: [],
    transition: null,
  };
}

/** An alert is acknowledged once; what comes for one that is not open any more changes nothing. */
function answeredAlert(program: CaseProgram, state: CaseState, event: Alerted): Outcome {
  if (openAlert(state, event.alert) === undefined)
    return unchanged(state, state.status === "closed" ? "closed" : "stale");
  const isOver = event.type === "alert_acknowledged";
  return automatic(program, isOver ? withoutAlert(state, event.alert) : state, event);
}

/**
 * The queue has found somebody, or nobody. Who is given a case has it, whatever the workflow makes of it; what comes for a
 * place in line that the case does not have any more changes nothing.
 */
function assignment(program: CaseProgram, state: CaseState, event: AssignmentEvent): Outcome {
  if (!awaits(state, event))
    return unchanged(state, state.status === "closed" ? "closed" : "stale");
  const noted = withAssignment(state, event);
  const outcome = automatic(program, noted, event);
  return outcome.transition === null ? { state: noted, effects: [], transition: null } : outcome;
}

/** What is heard of other cases is known from now on, whether or not something follows from it. */
function aboutOthers(program: CaseProgram, state: CaseState, event: LinkEvent): Outcome {
  const known = linksAfter(state, event);
  if (typeof known === "string") return unchanged(state, known);
  const outcome = automatic(program, known, event);
  const told = newsForStarted(state, outcome, event);
  const effects = joinsAfter(program, state, { state: outcome.state, effects: told }, event);
  return { ...outcome, effects };
}

function automatic(program: CaseProgram, state: CaseState, event: CaseEvent): Outcome {
  if (state.status === "closed") return unchanged(state, "closed");
  if (state.automatic > MAX_AUTOMATIC_TURNS) return unchanged(state, "looping");
  const found = triggered(program, state, event);
  return found === null ? unchanged(state, "no_transition") : taken(program, state, event, found);
}

function taken(
  program: CaseProgram,
  state: CaseState,
  event: CaseEvent,
  [id, transition]: readonly [string, Transition],
): Outcome {
  const facts = eventFacts(state, event);
  const target = transition.to ?? state.state;
  const entered = transition.to !== undefined;
  const set = withSet(program, state, transition, facts);
  const final = program.states[target]?.final === true;
  const moved: CaseState = {
    ...set,
    state: target,
    entry: entered ? state.turn : state.entry,
    status: final ? "closed" : "open",
    queuedAt: set.queue !== state.queue || lostAssignee(state, set) ? state.turn : state.queuedAt,
  };
  const clocks = clocksAfter(program, state, moved, { transition: id, at: event.at, entered });
  const step = { transition: id, from: state.state, entered };
  const after = withoutDone(program, { ...moved, clocks }, step);
  const specs = effectsOf(program, state.state, transition);
  const made = ordered(specs, after, event, eventFacts(after, event));
  const joins = entered ? joinsOnEntry(program, made, childrenOf(specs)) : made.effects;
  const next = withAlerts(made.state, joins, event.at);
  return { ...atEnd(program, { state: next, effects: joins }), transition: id };
}

/** What closing brings with it: what others wait for goes back, and cases that have to do with this one are told. */
function atEnd(program: CaseProgram, { state, effects }: Ordered): Ordered {
  return { state, effects: newsAtEnd(state, releaseAtEnd(program, state, effects)) };
}

/** A message is never lost to a case that closed while it was on its way: it goes back and opens another one. */
function returned(state: CaseState, message: string): Outcome {
  const id = effectId(state.id, state.turn, 0);
  const effects = [{ kind: "return_message" as const, id, message }];
  return { ...unchanged(state, "closed"), effects };
}

function lostAssignee(before: CaseState, after: CaseState): boolean {
  return before.assignee !== null && after.assignee === null;
}

/** The case with its turn counted; people and patients reset the loop counter. */
function counted(state: CaseState, event: CaseEvent): CaseState {
  const byPerson =
    event.type === "acted" ||
    event.type === "message_received" ||
    event.type === "message_resent" ||
    event.type === "moved" ||
    event.type === "skipped" ||
    event.type === "alert_acknowledged";
  return {
    ...state,
    turn: state.turn + 1,
    updatedAt: event.at,
    automatic: byPerson ? 0 : state.automatic + 1,
  };
}

function unchanged(state: CaseState, note: NonNullable<Outcome["note"]>): Outcome {
  return { state, effects: [], transition: null, note };
}

function ignored(state: CaseState, event: CaseEvent, note: NonNullable<Outcome["note"]>): Outcome {
  return unchanged(counted(state, event), note);
}

function ownTransition(program: CaseProgram, id: string): Transition | undefined {
  return Object.hasOwn(program.transitions, id) ? program.transitions[id] : undefined;
}
