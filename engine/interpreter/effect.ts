import type { AlertLevel } from "../definition/alert.js";
import type { Facts } from "../definition/conditions/evaluate.js";
import type { Json } from "../definition/names.js";
import type { NoticeLevel } from "../definition/notice.js";
import type { CaseContact, CaseState } from "./state.js";

/** Something to do because of a turn. Its id comes from case, turn and place, so a repeat is recognisable for ever. */
export type Effect =
  | {
      readonly kind: "send_message";
      readonly id: string;
      readonly template: string;
      readonly contact: CaseContact;
      /** What the text may quote of the event: the fields of the form filled in. */
      readonly input: { readonly [field: string]: Json };
      /** It overtakes every message that waits. */
      readonly urgent?: true;
      /** Entry of the state that it is for: once the case has left it, it is of no use. */
      readonly entry?: number;
    }
  | {
      /** Sends a message again that is there already; a person has decided so. */
      readonly kind: "resend_message";
      readonly id: string;
      readonly message: string;
      /** Plugin that sends it. */
      readonly channel: string;
      readonly template: string | null;
      /** Attempts that were made before. */
      readonly made: number;
    }
  | {
      readonly kind: "decide";
      readonly id: string;
      readonly rules: string;
      readonly entry: number;
      readonly facts: Facts;
    }
  | {
      readonly kind: "reserve";
      readonly id: string;
      readonly quantity: string;
      readonly amount: number;
      /** Milliseconds after which it goes back unless it has been used; null for never. */
      readonly holdMs: number | null;
      readonly entry: number;
    }
  | {
      readonly kind: "use";
      readonly id: string;
      readonly quantity: string;
      readonly entry: number;
    }
  | {
      /** Gives back what the case reserved before this turn: of one quantity, of one reservation, or all. */
      readonly kind: "release";
      readonly id: string;
      readonly of: { readonly quantity: string } | { readonly reservation: string } | "everything";
    }
  | {
      /** Calls a team over the channels of a level until somebody acknowledges; each call is one more try of this effect. */
      readonly kind: "alert";
      readonly id: string;
      readonly level: AlertLevel;
      /** Empty when the case does not say which. */
      readonly team: string;
      readonly template: string;
      /** Tier that is called first, from 1. */
      readonly tier: number;
      /** Milliseconds between two calls; null calls each person of the first tier once and waits for nobody. */
      readonly everyMs: number | null;
      /** How often each tier is called before the next. */
      readonly times: number;
      /** The clock that it is about: once that is stopped, nobody is called any more. */
      readonly about?: string;
      readonly drill?: true;
    }
  | {
      /** Opens another case, once: the id it gets is bound to the id of this effect for ever. */
      readonly kind: "start";
      readonly id: string;
      readonly workflow: string;
      readonly as: "child" | "related";
      readonly data: { readonly [field: string]: Json };
      /** Null for the default of the other workflow. */
      readonly priority: string | null;
      readonly contact: CaseContact | null;
      /** The how-manieth case this is that the case opens, from 1. */
      readonly place: number;
      /** How many cases opened each other down to this one; 1 for what a case opens that nobody's case opened. */
      readonly depth: number;
      /** What an exercise opens is one too. */
      readonly drill?: true;
    }
  | {
      /** Lets another case know something. What goes to one case goes in order. */
      readonly kind: "tell";
      readonly id: string;
      readonly to: string;
      /** Grows with everything a case tells, so that whoever hears it can drop repeats. */
      readonly number: number;
      readonly news: News;
    }
  | {
      /** All child cases (of a workflow, or at all) have closed; comes back as `children_closed`. */
      readonly kind: "join";
      readonly id: string;
      readonly workflow: string | null;
    }
  | {
      /** Calls another system. It may be called again under the same id until its answer is recorded. */
      readonly kind: "webhook";
      readonly id: string;
      readonly webhook: string;
      /** What it is told has happened. */
      readonly event: string;
      /** When it happened, epoch milliseconds. */
      readonly at: number;
      readonly data: { readonly [field: string]: Json };
    }
  | {
      /** Has a plugin do something. It may be asked again under the same id until its answer is recorded. */
      readonly kind: "plugin";
      readonly id: string;
      /** The plugin, and what it is to do: `wards.bookBed`. */
      readonly name: string;
      readonly given: { readonly [field: string]: Json };
    }
  | {
      /** Tells staff something, each of them once. */
      readonly kind: "notify";
      readonly id: string;
      /** One person (id or e-mail address), everybody with a role, or everybody who works a queue. */
      readonly to:
        { readonly person: string } | { readonly role: string } | { readonly queue: string };
      readonly level: NoticeLevel;
      readonly says: string;
      /** It tells of an exercise. */
      readonly drill?: true;
    }
  | {
      /** A message that came when the case had closed: it is to open another one. */
      readonly kind: "return_message";
      readonly id: string;
      readonly message: string;
    };

export type EffectKind = Effect["kind"];

/** An effect that changes what cases share; the ledger does it once. */
export type LedgerEffect = Extract<Effect, { kind: "reserve" | "use" | "release" }>;

/** An effect that calls people. */
export type AlertEffect = Extract<Effect, { kind: "alert" }>;

/** What one case lets another know. */
export type News =
  | {
      readonly type: "child_closed";
      /** The effect that opened the child. */
      readonly effect: string;
      readonly workflow: string;
      /** Final state it came to. */
      readonly state: string;
    }
  | { readonly type: "parent_closed"; readonly state: string }
  | { readonly type: "signalled"; readonly signal: string };

/** Why a case that was to be opened was not. */
export type StartRefusal =
  "unknown_workflow" | "invalid_data" | "too_many_children" | "too_many_generations";

/** An effect that calls another system. */
export type WebhookEffect = Extract<Effect, { kind: "webhook" }>;

/** An effect that a plugin performs. */
export type PluginEffect = Extract<Effect, { kind: "plugin" }>;

/** An effect that tells staff something. */
export type NotifyEffect = Extract<Effect, { kind: "notify" }>;

/** Why a call of another system came to nothing. */
export type WebhookFailure =
  | "unknown_webhook"
  | "takes_less"
  | "not_allowed"
  | "no_secret"
  | "too_large"
  | "refused"
  | "redirected"
  | "bad_answer"
  | "gave_up";

/** Why what a plugin was to do has not been done. */
export type PluginFailure =
  "unknown_effect" | "wrong_fields" | "refused" | "bad_answer" | "gave_up";

/** What the ledger answers to an effect: the first answer, however often it is asked. */
export type LedgerAnswer = "reserved" | "used" | "refused" | "released";

/** Changed members of a case's state; `null` members of `unset` are gone. Applying it needs no interpreter. */
export type StatePatch = { readonly [member: string]: Json };

/**
 * What one event did. `note` says why an event changed nothing (a late answer, a repeat, a guard).
 */
export type Outcome = {
  readonly state: CaseState;
  readonly effects: readonly Effect[];
  readonly transition: string | null;
  readonly note?:
    "stale" | "repeated" | "no_transition" | "refused" | "looping" | "closed" | "overtaken";
};

/** Why a person's action is refused; answered before anything is recorded. */
export type Refusal =
  | { readonly code: "not_allowed"; readonly allowed: readonly string[] }
  | { readonly code: "closed" }
  | { readonly code: "changed" };
