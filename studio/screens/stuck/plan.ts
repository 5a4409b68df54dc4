import type { CaseRepair } from "../../../engine/protocol/case-repair.js";
import type { RepairRunRequest, RepairWay } from "../../../engine/protocol/repair-run.js";
import { stuckWords } from "../../words/stuck.js";

/** A case that is to be set going, as somebody was shown it. */
type Chosen = RepairRunRequest["cases"][number];

/** What a repair would do for one of the chosen cases; null while that is being looked at, or could not be. */
type Preview = Pick<Chosen, "id" | "since"> & { readonly repair: CaseRepair | null };

/** What would be done: the cases that can be repaired so, how many cannot, and whether everything is known. */
export function planOf(previews: readonly Preview[], how: RepairWay) {
  const cases = previews.flatMap(({ id, since, repair }): Chosen[] => {
    if (repair?.[how].possible !== true) return [];
    const { unstored, standsAt } = repair;
    return [{ id, since, unstored, ...(standsAt === null ? {} : { mark: standsAt.mark }) }];
  });
  const cannot = previews.filter(({ repair }) => repair?.[how].possible === false);
  return {
    cases,
    cannot: cannot.length,
    isKnown: cases.length + cannot.length === previews.length,
  };
}

/** What a repair would do for a case, in words. */
export function wouldDo(repair: CaseRepair, how: RepairWay): string {
  if (how === "skip" && repair.skip.possible && repair.standsAt !== null) {
    const { type, what } = repair.standsAt;
    return stuckWords.setsAside(what, stuckWords.then[type] ?? stuckWords.thenNothing);
  }
  return stuckWords.would[repair[how].why](repair.unstored, repair.stored);
}
