import type { CaseRepair } from "../protocol/case-repair.js";
import type { CaseView } from "../../workflows/case/messages.js";

/** What is told of the ways to repair a case, without the words for what it stands at. */
type Repairs = Omit<CaseRepair, "standsAt">;

/**
 * What each way of repairing a case would do. Trying again what contradicts the record ends as it did before.
 * @param stored the last turn that the store has
 * @param view what the case says of itself; null when it does not run
 */
export function repairsOf(
  stored: number,
  view: Pick<CaseView, "parked" | "uncommitted" | "stuck"> | null,
): Repairs {
  const unstored = view?.uncommitted ?? 0;
  if (view === null) return never(stored, unstored, "over");
  const ways = { reload: reloading(stored, unstored), skip: skipping(view.stuck) };
  switch (view.parked) {
    case null:
      return never(stored, unstored, "going");
    case "interpreter":
      return { stored, unstored, retry: can("reads_again"), ...ways };
    case "refused":
      return { stored, unstored, retry: can("writes_again"), ...ways };
    case "fork":
    case "gap":
      return { stored, unstored, retry: cannot("same_again"), ...ways };
  }
}

function can<Why extends string>(why: Why): { possible: boolean; why: Why } {
  return { possible: true, why };
}

function cannot<Why extends string>(why: Why): { possible: boolean; why: Why } {
  return { possible: false, why };
}

function never(stored: number, unstored: number, why: "going" | "over"): Repairs {
  const not = cannot(why);
  return { stored, unstored, retry: not, reload: not, skip: not };
}

function reloading(stored: number, unstored: number): CaseRepair["reload"] {
  if (stored === 0) return cannot("nothing_stored");
  return can(unstored > 0 ? "forgets" : "loses_nothing");
}

function skipping(stuck: CaseView["stuck"]): CaseRepair["skip"] {
  if (stuck === null) return cannot("no_single_event");
  return stuck === "one_of_several" ? cannot("one_of_several") : can("sets_aside");
}
