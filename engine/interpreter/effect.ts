import type { Facts } from "../definition/conditions/evaluate.js";
import type { Json } from "../definition/names.js";
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
    }
  | {
      readonly kind: "decide";
      readonly id: string;
      readonly rules: string;
      readonly entry: number;
      readonly facts: Facts;
    }
  | {
      /** A message that came when the case had closed: it is to open another one. */
      readonly kind: "return_message";
      readonly id: string;
      readonly message: string;
    };

export type EffectKind = Effect["kind"];

/** Changed members of a case's state; `null` members of `unset` are gone. Applying it needs no interpreter. */
export type StatePatch = { readonly [member: string]: Json };

/**
 * What one event did. `note` says why an event changed nothing (a late answer, a repeat, a guard).
 */
export type Outcome = {
  readonly state: CaseState;
  readonly effects: readonly Effect[];
  readonly transition: string | null;
  readonly note?: "stale" | "repeated" | "no_transition" | "refused" | "looping" | "closed";
};

/** Why a person's action is refused; answered before anything is recorded. */
export type Refusal =
  | { readonly code: "not_allowed"; readonly allowed: readonly string[] }
  | { readonly code: "closed" }
  | { readonly code: "changed" };
