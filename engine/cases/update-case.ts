import { type Client, WorkflowUpdateStage } from "@temporalio/client";
import { CasewrightError } from "../protocol/errors.js";
import { type ActFailure, readFailure } from "./failures.js";

/** Time one call to Temporal gets. */
export const CALL_TIMEOUT_MS = 4_000;

/** Calls under the same id before the caller is told that the outcome is unknown. */
const CALLS = 3;

/** What is asked of a case, and the id under which it happens once. */
export type CaseUpdate<Asked> = {
  readonly caseId: string;
  readonly name: "act" | "resend" | "acknowledge" | "repair";
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
  for (let call = 1; ; call += 1) {
    try {
      return await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () => {
        const started = await handle.startUpdate<Answer, [Asked]>(name, {
          args: [asked],
          updateId,
          waitForStage: WorkflowUpdateStage.ACCEPTED,
        });
        return started.result();
      });
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind === "retry" && call < CALLS) continue;
      throw errorOf(failure);
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
