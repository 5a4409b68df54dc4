import { upsertMemo } from "@temporalio/workflow";
import { type CaseRun, isParked } from "./run.js";

/**
 * Makes sure that what happens in this workflow task replays in this workflow task. A task that ends without a command and
 * is followed by another at once is replayed together with it: at the later instant, and in another order. So whatever
 * changes a case, and is not followed by a command of its own, leaves this small one in the history.
 *
 * The loop commits in the same task when it sleeps; everybody else has to ask for an anchor.
 */
export function anchor(run: CaseRun): void {
  if (!run.asleep || isParked(run)) upsertMemo({ turn: run.state.turn });
}
