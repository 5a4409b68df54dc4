import type { AlertLevel } from "../definition/alert.js";
import type { AssignStrategy } from "../definition/assign.js";
import type { Json } from "../definition/names.js";
import type { DecidedOutcome } from "../definition/rule-set.js";
import type { News, PluginFailure, StartRefusal, WebhookFailure } from "./effect.js";
import type { CaseContact } from "./state.js";

/** Who did something: a person with roles, or the system itself. */
export type Actor = { readonly id: string; readonly roles: readonly string[] };

/** Why a message has failed that was tried for as long as it may be. */
export const GAVE_UP = "gave_up";

/** A message as a case sees it; attachments and addresses stay in the store. */
export type CaseMessage = {
  readonly id: string;
  readonly conversation: string;
  /** Place in its conversation, from 1. */
  readonly number: number;
  readonly text: string;
};

/** Why a person was given a case. */
export type WhyAssigned = {
  readonly by: AssignStrategy;
  /** Cases they work on, with this one. */
  readonly load: number;
  readonly capacity: number;
  /** How many people could have taken it. */
  readonly among: number;
};

/** Why nobody was given a case: how many people there are for it, and what kept each of them. */
export type WhyNobody = {
  readonly people: number;
  readonly away: number;
  readonly offDuty: number;
  readonly full: number;
  readonly unskilled: number;
};

type Base = {
  /** Epoch milliseconds; the only clock `advance` knows. */
  readonly at: number;
};

/** The case that opened another one, as that one is told. */
export type ParentCase = {
  readonly id: string;
  readonly workflow: string;
  readonly effect: string;
  readonly as: "child" | "related";
  readonly depth: number;
};

/** What a case has heard from another one; `number` grows with everything that one tells. */
export type HeardNews = News & { readonly other: string; readonly number: number };

/** Something that happened to a case. */
export type CaseEvent = Base &
  (
    | {
        readonly type: "created";
        readonly id: string;
        readonly actor: Actor;
        readonly data: { readonly [field: string]: Json };
        readonly priority?: string;
        readonly queue?: string;
        readonly contact: CaseContact | null;
        readonly message: CaseMessage | null;
        /** How many files came with the opening itself; they stay in the store, by the id of the case. */
        readonly files?: number;
        /** An exercise: alerts say so, and it is counted apart. */
        readonly drill?: true;
        /** The case that opened this one, if one did. */
        readonly parent?: ParentCase;
      }
    | {
        readonly type: "acted";
        readonly action: string;
        readonly input: { readonly [field: string]: Json };
        readonly actor: Actor;
        readonly requestId: string;
        /** State entry the person saw; null when the action was sent without looking. */
        readonly seenEntry: number | null;
      }
    | { readonly type: "message_received"; readonly message: CaseMessage }
    | {
        readonly type: "decided";
        readonly effect: string;
        /** State entry the facts were taken at; a later entry makes the answer stale. */
        readonly entry: number;
        readonly rules: string;
        readonly outcome: DecidedOutcome;
      }
    | {
        /** What the ledger answered. */
        readonly type: "reserved" | "used" | "refused";
        readonly effect: string;
        /** State entry the effect was asked for at; a later entry makes the answer stale. */
        readonly entry: number;
        readonly quantity: string;
      }
    | {
        /** Somebody has taken note of an alert; the first to do so ends the calling. */
        readonly type: "alert_acknowledged";
        readonly alert: string;
        readonly team: string;
        readonly level: AlertLevel;
        readonly actor: Actor;
        readonly requestId: string;
      }
    | {
        /** Everybody was called and nobody acknowledged (`silence`), or nobody could be called at all (`nobody`). */
        readonly type: "alert_unanswered";
        readonly alert: string;
        readonly team: string;
        readonly level: AlertLevel;
        readonly why: "silence" | "nobody";
      }
    | {
        /** The queue has given the case to somebody. */
        readonly type: "assigned";
        readonly queue: string;
        /** Place in line that was given away: the turn at which the case joined its queue. */
        readonly place: number;
        readonly person: string;
        readonly why: WhyAssigned;
      }
    | {
        /** There was nobody to give the case to when it joined its queue; it waits on. Once for each place in line. */
        readonly type: "nobody_available";
        readonly queue: string;
        readonly place: number;
        readonly why: WhyNobody;
      }
    | { readonly type: "clock_due"; readonly clock: string }
    | { readonly type: "clock_reached"; readonly clock: string; readonly mark: string }
    | {
        /** The open hours of the case's calendars are known further. They are in its program; these are their hashes. */
        readonly type: "calendars_renewed";
        readonly calendars: {
          readonly [calendar: string]: { readonly hash: string; readonly until: number };
        };
      }
    | {
        /** A person has moved the case to another release: it goes on there, as if it had been in the new state all along. */
        readonly type: "moved";
        readonly migration: string;
        readonly from: { readonly release: number; readonly state: string };
        readonly to: { readonly release: number; readonly state: string };
        /** Fields of its data that are called otherwise now; null for those that are left behind. */
        readonly fields: { readonly [field: string]: string | null };
        /** Clocks that only the new release has: they begin if the case is where they do. */
        readonly begins: readonly string[];
        readonly actor: Actor;
        readonly requestId: string;
      }
    | {
        /** A person has let the case go past something that it could not take: it is kept here, and nothing follows from it. */
        readonly type: "skipped";
        readonly what: CaseEvent;
        /** What could not take it: our own code, or the database. */
        readonly why: "interpreter" | "refused";
        readonly reason: string;
        readonly actor: Actor;
        readonly requestId: string;
      }
    | {
        /** A person has a message sent again of which nobody knew whether it had arrived, or that had failed. */
        readonly type: "message_resent";
        /** The effect that asked for the message, which has its id. */
        readonly effect: string;
        /** Plugin that sends it. */
        readonly channel: string;
        readonly template: string | null;
        /** Attempts that were made before. */
        readonly made: number;
        readonly actor: Actor;
        readonly requestId: string;
      }
    | {
        readonly type: "message_failed";
        readonly effect: string;
        readonly why: string;
        /** Of the message; absent where no transition asks for this event. */
        readonly template?: string;
      }
    | {
        readonly type: "case_started";
        readonly effect: string;
        readonly other: string;
        readonly workflow: string;
      }
    | {
        readonly type: "case_refused";
        readonly effect: string;
        readonly workflow: string;
        readonly why: StartRefusal;
      }
    | {
        readonly type: "children_closed";
        readonly effect: string;
        /** Null when no child of any workflow is open. */
        readonly workflow: string | null;
      }
    | {
        readonly type: "webhook_answered";
        readonly effect: string;
        readonly webhook: string;
        /** HTTP status, 200 to 299. */
        readonly status: number;
        /** The fields that the organisation says it answers with. */
        readonly answer: { readonly [field: string]: Json };
      }
    | {
        readonly type: "webhook_failed";
        readonly effect: string;
        readonly webhook: string;
        readonly why: WebhookFailure;
        /** Last HTTP status; null when nothing answered. */
        readonly status: number | null;
      }
    | {
        readonly type: "plugin_answered";
        readonly effect: string;
        /** The plugin, and what it has done: `wards.bookBed`. */
        readonly name: string;
        /** What a sentence says was to be done: `book a bed`. */
        readonly words: string;
        /** The fields that the plugin says it answers with. */
        readonly answer: { readonly [field: string]: Json };
      }
    | {
        readonly type: "plugin_failed";
        readonly effect: string;
        readonly name: string;
        readonly words: string;
        readonly why: PluginFailure;
      }
    | HeardNews
  );

/** What a queue that gives its cases to people tells a case. */
export type AssignmentEvent = Extract<CaseEvent, { readonly place: number }>;

export type EventType = CaseEvent["type"];
