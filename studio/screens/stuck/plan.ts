import type { CaseRepair } from "../../../engine/protocol/case-repair.js";
import type { Repair } from "../../api/cases.js";
import { stuckWords } from "../../words/stuck.js";

/** What may be done with a case that stands still. */
export type Way = Repair | "skip";

/** A case that is to be set going, and what it stands at, as somebody was shown it. */
export type Chosen = { readonly id: string; readonly mark: string };

/** What a repair would do for one of the chosen cases; null while that is being looked at, or could not be. */
export type Preview = { readonly id: string; readonly repair: CaseRepair | null };

/** What would be done: the cases that can be repaired so, how many cannot, and whether everything is known. */
export function planOf(previews: readonly Preview[], how: Way) {
  const can = previews.filter(({ repair }) => repair?.[how].possible === true);
  const cannot = previews.filter(({ repair }) => repair?.[how].possible === false);
  return {
    cases: can.map(({ id, repair }): Chosen => ({ id, mark: repair?.standsAt?.mark ?? "" })),
    cannot: cannot.length,
    isKnown: can.length + cannot.length === previews.length,
  };
}

/** What a repair would do for a case, in words. */
export function wouldDo(repair: CaseRepair, how: Way): string {
  if (how === "skip" && repair.skip.possible && repair.standsAt !== null) {
    const { type, what } = repair.standsAt;
    return stuckWords.setsAside(what, stuckWords.then[type] ?? stuckWords.thenNothing);
  }
  return stuckWords.would[repair[how].why](repair.unstored, repair.stored);
}
