import type {
  AlertEffect,
  Effect,
  LedgerAnswer,
  LedgerEffect,
  NotifyEffect,
  PluginEffect,
  PluginFailure,
  StartRefusal,
  WebhookEffect,
  WebhookFailure,
} from "../../engine/interpreter/effect.js";
import type { Json } from "../../engine/definition/names.js";
import type { DecidedOutcome } from "../../engine/definition/rule-set.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import type { CaseProgram } from "../../engine/interpreter/slim.js";
import type { Turn } from "../../engine/interpreter/turn.js";

/** Turns that came up since the last commit, in order. Their patches, folded onto what is stored, give the new state. */
export type CommitBatch = {
  readonly caseId: string;
  readonly release: number;
  readonly interpreter: number;
  readonly turns: readonly Turn[];
};

/** Why a case stands still: `fork` and `gap` break the log, `refused` the store, `interpreter` our own code. */
export type ParkReason = "fork" | "gap" | "refused" | "interpreter";

/** A case that must not go on until somebody repairs it. */
export type Parking = {
  readonly caseId: string;
  readonly release: number;
  readonly reason: ParkReason;
  readonly state: CaseState;
  readonly turn: number;
};

/** What a rule set answered. */
export type DecideAnswer = { readonly outcome: DecidedOutcome };

/** What became of a call: messages to send, each on the queue of its plugin; `over` when nobody is left to call. */
export type CallAnswer =
  | {
      readonly status: "called";
      readonly messages: readonly { readonly id: string; readonly channel: string }[];
    }
  | { readonly status: "over" };

/** What became of a case that was to be opened; the same answer however often it is asked. */
export type StartAnswer =
  | { readonly status: "started"; readonly caseId: string }
  | { readonly status: "refused"; readonly why: StartRefusal };

/** How a call of another system ended; `later` asks the case to call again after a wait. */
export type WebhookAnswer =
  | {
      readonly status: "answered";
      readonly code: number;
      readonly answer: { readonly [field: string]: Json };
    }
  | { readonly status: "failed"; readonly why: WebhookFailure; readonly code: number | null }
  | { readonly status: "later"; readonly waitMs: number };

/** What came of something that a plugin was to do, in the plugin's words for it; `later` asks the case to try again after a wait. */
export type PluginAnswer =
  | {
      readonly status: "answered";
      readonly words: string;
      readonly answer: { readonly [field: string]: Json };
    }
  | { readonly status: "failed"; readonly words: string; readonly why: PluginFailure }
  | { readonly status: "later"; readonly waitMs: number };

/**
 * How a delivery ended. `later` asks the case to try again after a wait, on the queue of another plugin if one is named;
 * `held` asks it to come back, because it was not the message's time yet: that was no try. `failed` is definite, `unknown`
 * may have reached the person and is never sent again by itself; `settles` says that the case will hear what became of it.
 */
export type DeliverAnswer =
  | { readonly status: "accepted" }
  | { readonly status: "later"; readonly waitMs: number; readonly channel?: string }
  | { readonly status: "held"; readonly waitMs: number }
  | { readonly status: "failed"; readonly why: string }
  | { readonly status: "unknown"; readonly why: string; readonly settles?: true };

/**
 * What a case asks of the world; served by `engine/effects`.
 * Every call may come twice and must then change nothing the second time.
 */
export type CaseActivities = {
  /** Writes turns. Fails with type `fork`, `gap` or `refused` when repeating cannot help. */
  commit(batch: CommitBatch): Promise<void>;
  /** Makes a standing case visible and sounds the alarm. */
  park(parking: Parking): Promise<void>;
  /** Ends the alarm of a repaired case. */
  unpark(caseId: string): Promise<void>;
  /** The state as the store has it, for a repair by reloading; null when it has none. */
  stored(caseId: string): Promise<CaseState | null>;
  /** Gives a message back that came after the end, so that it opens a case of its own. */
  returnMessage(request: { readonly caseId: string; readonly message: string }): Promise<void>;
  /** The calendars of a case's own release, laid out from `from` (or now) until 13 months from now. */
  layOutCalendars(request: {
    readonly release: number;
    readonly workflow: string;
    /** Epoch milliseconds; null for now. */
    readonly from: number | null;
  }): Promise<NonNullable<CaseProgram["calendars"]>>;
  decide(request: {
    readonly caseId: string;
    readonly release: number;
    readonly effect: Extract<Effect, { kind: "decide" }>;
  }): Promise<DecideAnswer>;
  /** Changes what cases share, once. */
  adjust(request: {
    readonly caseId: string;
    readonly effect: LedgerEffect;
  }): Promise<LedgerAnswer>;
  /** Calls the next people of an alert, once for each attempt; attempts count from 1. */
  callTeam(request: {
    readonly caseId: string;
    readonly effect: AlertEffect;
    readonly attempt: number;
  }): Promise<CallAnswer>;
  /** Opens another case, once. */
  start(request: {
    readonly caseId: string;
    readonly workflow: string;
    readonly effect: Extract<Effect, { kind: "start" }>;
  }): Promise<StartAnswer>;
  /** Tells another case something; one that is over needs to hear nothing. */
  tell(request: {
    readonly caseId: string;
    readonly effect: Extract<Effect, { kind: "tell" }>;
  }): Promise<void>;
  /** Writes a notice for everybody it is for, once each. */
  notify(request: { readonly caseId: string; readonly effect: NotifyEffect }): Promise<void>;
};

/** Served on a task queue of its own, so that a slow system holds up no case. */
export type WebhookActivities = {
  /** Calls another system, until an answer is recorded. `attempt` counts from 1; `isLast` ends it whatever comes. */
  callWebhook(request: {
    readonly caseId: string;
    /** Release that the case follows. */
    readonly release: number;
    readonly effect: WebhookEffect;
    readonly attempt: number;
    readonly isLast: boolean;
  }): Promise<WebhookAnswer>;
};

/** Served on a task queue per plugin that brings effects. */
export type PluginActivities = {
  /** Has a plugin do something, until an answer is recorded. `attempt` counts from 1; `isLast` ends it whatever comes. */
  callPlugin(request: {
    readonly caseId: string;
    readonly effect: PluginEffect;
    readonly attempt: number;
    readonly isLast: boolean;
  }): Promise<PluginAnswer>;
};

/** Served on a task queue per plugin, so that one slow provider holds up nobody else. */
export type DeliveryActivities = {
  /** Sends one message once. `attempt` counts from 1 and is part of the claim; after the `last` one nobody tries again. */
  deliver(request: {
    readonly messageId: string;
    readonly attempt: number;
    readonly last?: true;
  }): Promise<DeliverAnswer>;
};
