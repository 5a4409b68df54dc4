import { defineQuery, defineSignal, defineUpdate } from "@temporalio/workflow";
import type {
  Actor,
  AssignmentEvent,
  CaseEvent,
  CaseMessage,
  HeardNews,
} from "../../engine/interpreter/event.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import type { ParkReason } from "./activities.js";
import type { CaseProgram } from "../../engine/interpreter/slim.js";
import type { Snapshot } from "./run.js";

/** What a case starts with: everything it needs to run, so that it never reads a database (rule of durability 10). */
export type CaseInput = {
  readonly id: string;
  readonly program: CaseProgram;
  readonly release: number;
  readonly interpreter: number;
  /** The event that makes the case; null when a snapshot goes on. */
  readonly created: Omit<Extract<CaseEvent, { type: "created" }>, "at"> | null;
  readonly snapshot: Snapshot | null;
};

/** A person's action; `requestId` makes a repeat harmless for as long as the case lives. */
export type ActRequest = Omit<Extract<CaseEvent, { type: "acted" }>, "at" | "type">;

/** Answer to an action, from history: the turn it made, and the case as it is now. */
export type ActAnswer = { readonly turn: number; readonly state: CaseState };

/** Somebody takes note of an alert; `requestId` makes a repeat harmless. */
export type AcknowledgeRequest = {
  readonly alert: string;
  readonly actor: Actor;
  readonly requestId: string;
};

/** A person has a message sent again; `requestId` makes a repeat harmless. */
export type ResendRequest = {
  /** The effect that asked for the message. */
  readonly effect: string;
  readonly channel: string;
  readonly template: string | null;
  /** Attempts that were made before. */
  readonly made: number;
  readonly actor: Actor;
  readonly requestId: string;
};

/** A case is to go on under another release; `requestId` makes a repeat harmless. */
export type MoveRequest = Omit<Extract<CaseEvent, { type: "moved" }>, "at" | "type"> & {
  /** What it goes on with. */
  readonly program: CaseProgram;
  /** The turn after which it was looked at: what has changed since has to be looked at anew. */
  readonly turn: number;
};

/** What a queue that gives its cases to people tells one of them: whom it is given to, or that nobody is free. */
export type Assignment = WithoutAt<AssignmentEvent>;

type WithoutAt<Event> = Event extends unknown ? Omit<Event, "at"> : never;

/** A message of the case did not arrive after all, or nobody can say whether it did. */
export type Undelivered = {
  /** The effect that asked for it. */
  readonly effect: string;
  /** Which attempt has ended so, from 1; each is heard of once. */
  readonly attempt: number;
  /** Code. */
  readonly why: string;
  readonly template: string | null;
};

/** How a parked case goes on: try the same again, or forget what was never stored and reload. */
export type RepairRequest = { readonly how: "retry" | "reload"; readonly actor: Actor };

/** A parked case is to go past what it stands at; `requestId` makes a repeat harmless. */
export type SkipRequest = {
  /** Of the event that it stands at, as {@link Stuck} has it: nobody skips what they were not shown. */
  readonly mark: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly requestId: string;
};

/** What a parked case stands at: it can be let past that. */
export type Stuck = {
  readonly event: CaseEvent;
  readonly why: "interpreter" | "refused";
  /** Hash of the event. */
  readonly mark: string;
};

/** What a case says of itself. */
export type CaseView = {
  readonly state: CaseState;
  readonly uncommitted: number;
  readonly outstanding: number;
  readonly parked: ParkReason | null;
  /** `one_of_several` when the store has refused turns together and nobody knows which of them it was. */
  readonly stuck: Stuck | "one_of_several" | null;
  readonly interpreter: number;
};

export const act = defineUpdate<ActAnswer, [ActRequest]>("act");
/** Refused as `Changed` when the alert is not open any more: somebody was faster, or the case has closed. */
export const acknowledge = defineUpdate<ActAnswer, [AcknowledgeRequest]>("acknowledge");
/** Refused as `Changed` when the message is on its way again already. */
export const resend = defineUpdate<ActAnswer, [ResendRequest]>("resend");
/**
 * Refused as `Changed` when the case has changed since it was looked at, as `UnderWay` while it waits for an answer to something
 * that the release asked for which it follows now.
 */
export const move = defineUpdate<ActAnswer, [MoveRequest]>("move");
/** Refused as `Changed` when the case stands at something else, or does not stand still any more. */
export const skip = defineUpdate<ActAnswer, [SkipRequest]>("skip");
export const repair = defineUpdate<CaseView, [RepairRequest]>("repair");
export const messageReceived = defineSignal<[CaseMessage]>("message_received");
/** May come twice: what a case has been told before, or does not wait for, it drops. */
export const assignment = defineSignal<[Assignment]>("assignment");
/** May come twice; the second is dropped. */
export const undelivered = defineSignal<[Undelivered]>("undelivered");
/** Another case lets this one know something. */
export const told = defineSignal<[HeardNews]>("told");
/** Asks the case to move to a newer interpreter at its next continue-as-new. */
export const upgrade = defineSignal<[number]>("upgrade");
export const view = defineQuery<CaseView>("view");
