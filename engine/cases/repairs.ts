import type { CaseRepair } from "../protocol/case-repair.js";
import type { CaseView } from "../../workflows/case/messages.js";

/**
 * What each way of repairing a case would do. Trying again what contradicts the record ends as it did before.
 * @param stored the last turn that the store has
 * @param view what the case says of itself; null when it does not run
 */
export function repairsOf(
  stored: number,
  view: Pick<CaseView, "parked" | "uncommitted"> | null,
): CaseRepair {
  const unstored = view?.uncommitted ?? 0;
  if (view === null) return never(stored, unstored, "over");
  switch (view.parked) {
    case null:
      return never(stored, unstored, "going");
    case "interpreter":
      return { stored, unstored, retry: can("reads_again"), reload: reloading(stored, unstored) };
    case "refused":
      return { stored, unstored, retry: can("writes_again"), reload: reloading(stored, unstored) };
    case "fork":
    case "gap":
      return {
        ...{ stored, unstored, retry: { possible: false, why: "same_again" } },
        reload: reloading(stored, unstored),
      };
  }
}

function can<Why extends string>(why: Why): { possible: boolean; why: Why } {
  return { possible: true, why };
}

function never(stored: number, unstored: number, why: "going" | "over"): CaseRepair {
  const not = { possible: false, why };
  return { stored, unstored, retry: not, reload: not };
}

function reloading(stored: number, unstored: number): CaseRepair["reload"] {
  if (stored === 0) return { possible: false, why: "nothing_stored" };
  return can(unstored > 0 ? "forgets" : "loses_nothing");
}
