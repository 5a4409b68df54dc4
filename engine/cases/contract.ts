import type {
  Action,
  CaseDetail,
  CaseEventLine,
  CaseLink,
  CaseList,
  CaseRow,
  DecisionReasons,
} from "../protocol/case.js";
import type { CaseClock } from "../protocol/case-clock.js";
import type { CaseJourney } from "../protocol/case-journey.js";
import type { CaseRepair } from "../protocol/case-repair.js";
import type { Message } from "../protocol/message.js";
import type { Json } from "../definition/names.js";
import type { AlertDoc } from "../store/alerts.js";
import type { NewAttachment } from "../store/attachments.js";
import type { DueFilter } from "../store/due-order.js";
import type { CaseDoc } from "../store/cases.js";
import type { CasePlace } from "../store/case-places.js";
import type { Actor } from "../interpreter/event.js";

/** Whom a new case is for, as a caller names them; at least one address for a case that sends messages. */
export type CaseContactRequest = {
  readonly phone?: string;
  readonly email?: string;
  readonly name?: string;
  readonly language?: string;
  /** Whether they agree to be written to; yes if left out. */
  readonly messages?: boolean;
};

/** A case to open. `requestId` makes a repeat answer the case that the first try opened. */
export type CreateCase = {
  readonly workflow: string;
  readonly data: { readonly [field: string]: Json };
  readonly priority?: string;
  readonly queue?: string;
  /** An exercise: alerts say so and are counted apart. */
  readonly drill?: boolean;
  readonly contact: CaseContactRequest | null;
  /** The form of the call in which it is opened, filled in; absent where nobody is on the phone. */
  readonly call?: { readonly [field: string]: Json };
  /** Files that staff put in, judged already. */
  readonly files?: readonly NewAttachment[];
  readonly actor: Actor;
  readonly requestId: string;
};

/** An action on a case. `seenEntry` is the state entry the person saw; null when nobody looked. */
export type ActOnCase = {
  readonly caseId: string;
  readonly action: string;
  readonly input: { readonly [field: string]: Json };
  readonly actor: Actor;
  readonly requestId: string;
  readonly seenEntry: number | null;
};

/** What a list of cases is narrowed to. `queues` are those the caller may see. */
export type CaseQuery = {
  readonly workflow?: string;
  readonly queue?: string;
  readonly queues: readonly string[] | "*";
  /** Cases assigned to this person are theirs to see whatever the queue. */
  readonly person?: string;
  readonly state?: string;
  readonly status?: "open" | "closed";
  readonly priority?: string;
  readonly assignee?: string;
  /** All of these facets, as `category:billing`. */
  readonly facets?: readonly string[];
  /** Id of the contact it is about. */
  readonly contact?: string;
  /** An exact case id. */
  readonly text?: string;
  /** What comes first: the most urgent (if left out), or what is due first. */
  readonly order?: "urgency" | "due";
  /** Only cases that have promised something, with the order `due`. */
  readonly due?: DueFilter;
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string;
};

/** Somebody takes note of an alert. */
export type AcknowledgeAlert = {
  readonly alert: string;
  readonly actor: Actor;
  readonly requestId: string;
};

/** Somebody has a message sent again. */
export type ResendMessage = {
  readonly caseId: string;
  readonly message: string;
  readonly actor: Actor;
  readonly requestId: string;
};

/** What is to be erased: one case, or the contact it is about with all their cases. */
export type EraseCase = {
  readonly caseId: string;
  readonly extent: "case" | "person";
  /** Called with the ids once all of it may be erased, before anything is. */
  readonly announce: (ids: readonly string[]) => Promise<void>;
};

/** The gateway to cases: what the API and the inbound drain may do with them. */
export type Cases = {
  /** @throws CasewrightError invalid_input, unavailable, outcome_unknown */
  create(request: CreateCase): Promise<{ readonly id: string; readonly row: CaseRow }>;
  /**
   * @throws CasewrightError not_found, action_not_allowed, case_changed, case_closed, case_parked, behind,
   * outcome_unknown, invalid_input
   */
  act(request: ActOnCase): Promise<{ readonly turn: number; readonly row: CaseRow }>;
  /**
   * Acknowledges an alert, once. `first` tells whether this request did it; otherwise somebody was faster, or the alert had
   * ended.
   * @throws CasewrightError not_found, case_parked, behind, unavailable, outcome_unknown
   */
  acknowledge(
    request: AcknowledgeAlert,
  ): Promise<{ readonly first: boolean; readonly alert: AlertDoc }>;
  /**
   * Sends a message again of which nobody knows whether it arrived, or that failed.
   * @throws CasewrightError not_found, message_not_resendable, case_closed, case_parked, behind, unavailable, outcome_unknown
   */
  resend(request: ResendMessage): Promise<{ readonly turn: number }>;
  read(caseId: string): Promise<CaseDetail | null>;
  list(query: CaseQuery): Promise<CaseList>;
  /** Rows of some cases by id, those that are within this row scope. */
  rows(
    caseIds: readonly string[],
    scope: Pick<CaseQuery, "queues" | "person">,
  ): Promise<ReadonlyMap<string, CaseRow>>;
  events(
    caseId: string,
    page: { readonly after?: number; readonly limit: number },
  ): Promise<CaseEventLine[]>;
  /** Its clocks, explained from the recorded log. */
  clocks(caseId: string): Promise<CaseClock[]>;
  /** The way that it has come, as far as its timeline does not tell it. */
  journey(caseId: string): Promise<CaseJourney>;
  /** Why one of its decisions came out as it did; null when it has no such decision. */
  reasons(caseId: string, decision: string): Promise<DecisionReasons | null>;
  /** The cases that it has to do with: its parent, then what it opened, oldest first. `sees` tells whose state may be told. */
  links(caseId: string, sees: (other: CasePlace) => boolean): Promise<CaseLink[]>;
  messages(caseId: string): Promise<Message[]>;
  actions(
    caseId: string,
    actor: Actor,
  ): Promise<{ readonly entry: number; readonly actions: Action[] }>;
  /** Waits until reads see this turn of the case. */
  settled(caseId: string, turn: number): Promise<void>;
  /** Claims the next case of a queue; null when nobody waits. */
  takeNext(
    queue: string,
    by: { readonly actor: Actor; readonly requestId: string },
  ): Promise<{ readonly turn: number; readonly row: CaseRow } | null>;
  /**
   * Erases what is known of a case or a person, for good.
   * @returns ids of the cases and contacts
   * @throws CasewrightError not_found, erased, case_open, case_ending, case_held, unavailable, and whatever `announce` throws
   */
  erase(request: EraseCase): Promise<readonly string[]>;
  /** What each way of repairing a case would do, as it stands now. @throws CasewrightError unavailable */
  repairs(doc: CaseDoc): Promise<CaseRepair>;
  /**
   * Lets a parked case go past what it stands at, which is set aside in its log.
   * @throws CasewrightError not_found, action_not_allowed, case_closed, unavailable, outcome_unknown
   */
  skip(
    caseId: string,
    request: {
      /** Of what it stands at, as {@link Cases.repairs} has told it. */
      readonly mark: string;
      readonly reason: string;
      readonly actor: Actor;
      readonly requestId: string;
    },
  ): Promise<void>;
  /** Sets a parked case going again: tries the same commit, or reloads its state from the log. */
  repair(
    caseId: string,
    how: {
      readonly how: "retry" | "reload";
      readonly actor: Actor;
      readonly requestId: string;
    },
  ): Promise<void>;
};
