import { canonicalJson } from "../definition/canonical.js";
import type { Json } from "../definition/names.js";
import type { StatePatch } from "./effect.js";
import type { CaseState } from "./state.js";

/** The members of `after` that differ from `before`, whole. Enough to rebuild a case from its log (rule of durability 13). */
export function patchBetween(before: CaseState | null, after: CaseState): StatePatch {
  const old = (before ?? {}) as Record<string, Json>;
  const entries = Object.entries(after as Record<string, Json>).filter(
    ([member, value]) =>
      !Object.hasOwn(old, member) ||
      // What `advance` leaves alone it passes on as it is, and most members are left alone.
      (old[member] !== value && canonicalJson(old[member]) !== canonicalJson(value)),
  );
  return Object.fromEntries(entries);
}

/** Applies a patch of {@link patchBetween}. Folding all patches of a case gives its state without running the interpreter. */
export function applyPatch(before: CaseState | null, patch: StatePatch): CaseState {
  return { ...before, ...patch } as unknown as CaseState;
}
