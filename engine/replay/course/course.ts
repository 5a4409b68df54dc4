import type { EventType } from "../../interpreter/index.js";
import type { ClockLife } from "../../sla/clock-life.js";

/** One thing that happened in a case that was played again; ids of definitions alone, nothing that somebody wrote. */
export type CourseStep = {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly type: EventType;
  /** The action, the clock or the rule set that it was about; null for everything else. */
  readonly what: string | null;
  readonly transition: string | null;
  /** Where the case was after it. */
  readonly state: string;
  readonly queue: string;
  readonly priority: string;
};

/** Why a case could not be played to its end. */
export type Stop =
  | {
      /** What somebody did is not allowed there: nobody knows what they would have done instead. */
      readonly why: "refused";
      readonly action: string;
    }
  | { readonly why: "undecided"; readonly rules: string }
  | { readonly why: "moved" };

/** What becomes of a case under a release, played from what happened to it. */
export type Course = {
  readonly steps: readonly CourseStep[];
  /** Everything that was promised, in the order in which it began. */
  readonly promises: readonly ClockLife[];
  /** Whether it had the first of several priorities at any time (ADR 36). */
  readonly wasEmergency: boolean;
  readonly stop: Stop | null;
};
