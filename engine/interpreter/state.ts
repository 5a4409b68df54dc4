import type { AlertLevel } from "../definition/alert.js";
import type { Json } from "../definition/names.js";

/** A clock that runs, or stands still: epoch milliseconds. What a plain clock does not use is absent. */
export type RunningClock = {
  readonly startedAt: number;
  /** Null while it stands still, and while its calendar is not known that far. */
  readonly dueAt: number | null;
  /** Since when it stands still. */
  readonly pausedAt?: number;
  /** Since when it runs again after standing still. */
  readonly since?: number;
  /** Milliseconds counted before that, for everything the clock may count by: calendars, and `24/7`. */
  readonly spent?: { readonly [by: string]: number };
  /** The mark that comes next. */
  readonly next?: { readonly mark: string; readonly at: number };
  /** Marks that have been reached. */
  readonly passed?: readonly string[];
  /** It was due, and goes on for the marks after that. */
  readonly late?: true;
};

/** An alert that nobody has acknowledged. `since` is in epoch milliseconds; `about` is the clock that ends it. */
export type OpenAlert = {
  readonly level: AlertLevel;
  readonly team: string;
  readonly tier: number;
  readonly since: number;
  readonly about?: string;
};

/** Whom a case talks with, and how. Ids only; addresses stay in the store. */
export type CaseContact = {
  readonly id: string;
  readonly conversation: string;
  /** Plugin that carries messages; empty when none of ours reaches the contact. */
  readonly channel: string;
  readonly language: string;
};

/** Another case, as this one knows it. */
export type CaseLink = {
  /** What the other one is to this case. */
  readonly as: "parent" | "child" | "related";
  readonly workflow: string;
  /** The effect that made the link; null when a person did. */
  readonly effect: string | null;
  /** Final state of a parent or child that has closed, as far as this case has heard. */
  readonly ended: string | null;
  /** Number of the last thing heard from it; lower ones are repeats. */
  readonly heard: number;
};

/** A case that is being opened: asked for, and not answered yet. */
export type StartingCase = {
  readonly as: "child" | "related";
  readonly workflow: string;
  /** Signals to children meanwhile; it gets them when it is there. */
  readonly signals: readonly string[];
};

/**
 * Everything a case is, as plain JSON: it survives storage, replay and continue-as-new unchanged.
 * `turn` counts events; `entry` is the turn at which the present state was entered.
 */
export type CaseState = {
  readonly id: string;
  readonly workflow: string;
  readonly turn: number;
  readonly entry: number;
  readonly state: string;
  readonly status: "open" | "closed";
  readonly priority: string;
  readonly queue: string;
  /** Turn at which the case joined its queue; its place in line. */
  readonly queuedAt: number;
  readonly assignee: string | null;
  readonly data: { readonly [field: string]: Json };
  readonly contact: CaseContact | null;
  readonly clocks: { readonly [clock: string]: RunningClock };
  /** Last message number seen by conversation; lower ones are repeats. */
  readonly seen: { readonly [conversation: string]: number };
  /** Turns in a row that no person caused; cut at {@link MAX_AUTOMATIC_TURNS}. */
  readonly automatic: number;
  /** Alerts that nobody has acknowledged, by effect; absent until the first alert of the case. */
  readonly alerts?: { readonly [alert: string]: OpenAlert };
  /** Place in line (its turn, as `queuedAt`) for which nobody was free; absent until that happens. */
  readonly unattended?: number;
  /** An exercise; absent on every real case. */
  readonly drill?: true;
  /** Other cases by id. This member and the three below are absent until a case has to do with others. */
  readonly links?: { readonly [caseId: string]: CaseLink };
  /** Cases being opened, by effect. */
  readonly starting?: { readonly [effect: string]: StartingCase };
  /** How many cases this one has asked to open in all. */
  readonly starts?: number;
  /** How many cases opened each other down to this one; absent for one that no case opened. */
  readonly depth?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** A case that moves by itself this often without a person or a patient is looping and stops obeying its rules. */
export const MAX_AUTOMATIC_TURNS = 100;

/** A case opens at most this many others, so that no mistake in a definition becomes a flood. */
export const MAX_STARTS = 50;

/** A case that this many cases have led to, each opened by the one before, opens no further one. */
export const MAX_DEPTH = 10;
