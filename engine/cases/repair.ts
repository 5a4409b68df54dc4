import { CasewrightError } from "../protocol/errors.js";
import { caseDoc } from "../store/cases.js";
import type { RepairRequest } from "../../workflows/case/messages.js";
import type { Cases } from "./contract.js";
import type { CaseTools } from "./tools.js";
import { updateCase, UpdateRefused } from "./update-case.js";

/**
 * Sets a parked case going again.
 * @throws CasewrightError not_found, action_not_allowed when it does not stand still, case_closed, unavailable, outcome_unknown
 */
export async function repairCase(
  { store, temporal }: Pick<CaseTools, "store" | "temporal">,
  caseId: string,
  { how, actor, requestId }: Parameters<Cases["repair"]>[1],
): Promise<void> {
  if (!(await caseDoc(store, caseId))) throw new CasewrightError("not_found");
  const asked: RepairRequest = { how, actor };
  try {
    await updateCase(temporal, { caseId, name: "repair", asked, updateId: requestId });
  } catch (error) {
    if (!(error instanceof UpdateRefused)) throw error;
    throw new CasewrightError("action_not_allowed", {
      allowed: [],
      detail: "The case does not stand still: there is nothing to repair.",
    });
  }
}
