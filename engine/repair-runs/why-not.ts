import type { CaseRepair } from "../protocol/case-repair.js";
import type { RepairWay, WhyNotRepaired } from "../protocol/repair-run.js";

/** What somebody was shown of a case when they chose to repair it. */
type Shown = {
  readonly since: Date;
  readonly unstored: number;
  /** Of what it stood at; null unless that is skipped. */
  readonly mark: string | null;
};

/** How a case stands now: since when, and what each way of repairing it would do. */
type Standing = { readonly since: Date | null; readonly preview: CaseRepair };

/**
 * Why a case is left alone, null when it may be repaired: nobody does to a case what they were not shown. So it has to stand still
 * since the same moment; a reload forgets just as many turns, and a skip lets it past the very same event.
 */
export function whyNot(
  how: RepairWay,
  shown: Shown,
  { since, preview }: Standing,
): WhyNotRepaired | null {
  const { possible, why } = preview[how];
  if (why === "going" || why === "over") return why;
  if (since?.getTime() !== shown.since.getTime() || isOther(how, shown, preview)) return "changed";
  return possible ? null : "cannot";
}

function isOther(how: RepairWay, shown: Shown, { unstored, standsAt }: CaseRepair): boolean {
  switch (how) {
    case "retry":
      return false;
    case "reload":
      return unstored !== shown.unstored;
    case "skip":
      return standsAt?.mark !== shown.mark;
  }
}
