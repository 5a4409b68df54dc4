import { upsertMemo } from "@temporalio/workflow";
import { type CaseRun, isParked } from "./run.js";
import { inWords } from "./shown.js";

/**
 * Leaves a small command behind, so that this workflow task stands by itself in the history: where the case is, in words.
 *
 * Temporal takes a task that ends without a command, and is followed at once by another, for a heartbeat, and replays the
 * two as one: at the later instant, and in another order. Whether it does so depends on what comes after, which a worker
 * that takes a case over does not know yet; it would then write what no replay agrees with. So every task in which
 * something happened has a command. Refused actions have none, and nothing happens in them.
 */
export function anchor(run: CaseRun): void {
  run.commanded = true;
  upsertMemo({ case: inWords(run) });
}

/** An {@link anchor}, unless the loop sleeps and is woken by what happened: it then leaves a command itself. */
export function anchorIfBusy(run: CaseRun): void {
  if (!run.asleep || isParked(run)) anchor(run);
}

/** Waits for an activity that the loop has just called. What comes after it is another task, which owes a command of its own. */
export async function called<Answer>(run: CaseRun, answer: Promise<Answer>): Promise<Answer> {
  run.commanded = true;
  try {
    return await answer;
  } finally {
    run.commanded = false;
  }
}
