import { CasewrightError } from "../protocol/errors.js";
import { caseDoc } from "../store/cases.js";
import { turnOfRequest } from "../store/events.js";
import type { ActAnswer, SkipRequest } from "../../workflows/case/messages.js";
import type { CaseTools } from "./tools.js";
import { updateCase, UpdateRefused } from "./update-case.js";

/**
 * Lets a parked case go past what it stands at, once per request id.
 * @throws CasewrightError not_found, action_not_allowed when it does not stand at that any more, case_closed, unavailable, outcome_unknown
 */
export async function skipEvent(
  { store, temporal }: Pick<CaseTools, "store" | "temporal">,
  caseId: string,
  asked: SkipRequest,
): Promise<void> {
  if (!(await caseDoc(store, caseId))) throw new CasewrightError("not_found");
  const { requestId: updateId } = asked;
  if ((await turnOfRequest(store, caseId, updateId)) !== null) return;
  try {
    await updateCase<ActAnswer, SkipRequest>(temporal, { caseId, name: "skip", asked, updateId });
  } catch (error) {
    if (!(error instanceof UpdateRefused)) throw error;
    throw new CasewrightError("action_not_allowed", {
      allowed: [],
      detail: "The case does not stand at that any more: look at it again.",
    });
  }
}
