import type { CaseRepair } from "../../../engine/protocol/case-repair.js";
import type { Repair } from "../../api/cases.js";
import { stuckWords } from "../../words/stuck.js";

/** What a repair would do for one of the chosen cases; null while that is being looked at, or could not be. */
export type Preview = { readonly id: string; readonly repair: CaseRepair | null };

/** What would be done: the cases that can be repaired so, how many cannot, and whether everything is known. */
export function planOf(previews: readonly Preview[], how: Repair) {
  const can = previews.filter(({ repair }) => repair?.[how].possible === true);
  const cannot = previews.filter(({ repair }) => repair?.[how].possible === false);
  return {
    ids: can.map(({ id }) => id),
    cannot: cannot.length,
    isKnown: can.length + cannot.length === previews.length,
  };
}

/** What a repair would do for a case, in words. */
export function wouldDo(repair: CaseRepair, how: Repair): string {
  return stuckWords.would[repair[how].why](repair.unstored, repair.stored);
}
