import { contentHash } from "../definition/canonical.js";
import type { Effect, Outcome, StatePatch } from "./effect.js";
import type { CaseEvent } from "./event.js";
import { patchBetween } from "./patch.js";
import type { CaseState } from "./state.js";

/** One event with everything it caused: the unit of commit, audit and idempotency. */
export type Turn = {
  readonly turn: number;
  readonly event: CaseEvent;
  readonly transition: string | null;
  readonly note?: NonNullable<Outcome["note"]>;
  readonly patch: StatePatch;
  readonly effects: readonly Effect[];
  /** sha-256 over all members above; equal turns have equal digests, whoever computed them. */
  readonly digest: string;
};

/** Makes the turn out of what `advance` answered. */
export function turnOf(before: CaseState | null, event: CaseEvent, outcome: Outcome): Turn {
  const bare = {
    turn: outcome.state.turn,
    event,
    transition: outcome.transition,
    ...(outcome.note === undefined ? {} : { note: outcome.note }),
    patch: patchBetween(before, outcome.state),
    effects: outcome.effects,
  };
  return { ...bare, digest: contentHash(bare) };
}
