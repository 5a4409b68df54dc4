import { ApplicationFailure, workflowInfo } from "@temporalio/workflow";
import { BEHIND_BYTES, BEHIND_TURNS } from "./limits.js";
import type { CaseRun } from "./run.js";

/** Notes the length of the history, in a task that is sure to have a command and so to replay as it ran. */
export function measure(run: CaseRun): void {
  run.historyLength = workflowInfo().historyLength;
}

/** Whether more has been answered than the store could be told (rule of durability 2). */
export function isBehind(run: CaseRun): boolean {
  return run.log.length >= BEHIND_TURNS || run.logBytes >= BEHIND_BYTES;
}

/** A refusal of an Update, by its type; repeating it cannot help. */
export function refusedBy(type: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable("refused", type);
}
