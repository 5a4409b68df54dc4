import { setTimeout as wait } from "node:timers/promises";
import { type Client, WorkflowUpdateStage } from "@temporalio/client";
import { CasewrightError } from "../protocol/errors.js";
import { type ActFailure, readFailure } from "./failures.js";

/** Time one call to Temporal gets. */
export const CALL_TIMEOUT_MS = 4_000;

/** Longest that a case is asked under the same id before the caller is told that the outcome is unknown. */
const PATIENCE_MS = 8_000;

/** Before it is asked again, growing: a case whose task just failed refuses at once, until the task is given out again. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** What is asked of a case, and the id under which it happens once. */
export type CaseUpdate<Asked> = {
  readonly caseId: string;
  readonly name: "act" | "resend" | "acknowledge" | "repair" | "skip";
  readonly asked: Asked;
  readonly updateId: string;
};

/** The case does not do it as it stands; what that means to a caller depends on what was asked. */
export class UpdateRefused extends Error {
  readonly refusal: "changed" | { readonly allowed: readonly string[] };
  constructor(refusal: UpdateRefused["refusal"]) {
    super("refused");
    this.name = "UpdateRefused";
    this.refusal = refusal;
  }
}

/**
 * Asks a running case to do something, once per id. A call without an answer is repeated under the same id, since it may have
 * been done; only after that the caller hears `outcome_unknown`.
 *
 * @throws UpdateRefused when the case does not do it as it stands
 * @throws CasewrightError case_closed, case_parked, behind, invalid_input, too_large, unavailable, outcome_unknown
 */
export async function updateCase<Answer, Asked>(
  temporal: Client,
  { caseId, name, asked, updateId }: CaseUpdate<Asked>,
): Promise<Answer> {
  const handle = temporal.workflow.getHandle(caseId);
  const end = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      const deadline = Math.min(Date.now() + CALL_TIMEOUT_MS, end);
      return await temporal.withDeadline(deadline, async () => {
        const started = await handle.startUpdate<Answer, [Asked]>(name, {
          args: [asked],
          updateId,
          waitForStage: WorkflowUpdateStage.ACCEPTED,
        });
        return started.result();
      });
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind !== "retry" || Date.now() + pause >= end) throw errorOf(failure);
      await wait(pause);
    }
  }
}

function errorOf(failure: ActFailure): unknown {
  switch (failure.kind) {
    case "not_allowed":
      return new UpdateRefused({ allowed: failure.allowed });
    case "changed":
      return new UpdateRefused("changed");
    case "closed":
    case "gone":
      return new CasewrightError("case_closed");
    case "retry":
    // Of a move alone.
    case "under_way":
      return new CasewrightError("outcome_unknown", { retryAfter: 1 });
    case "error":
      return failure.error;
  }
}
