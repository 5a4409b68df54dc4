import type { CaseRepair } from "../protocol/case-repair.js";
import type { CaseView } from "../../workflows/case/messages.js";
import type { CaseDoc } from "../store/cases.js";
import { asUnavailable } from "./failures.js";
import { repairsOf } from "./repairs.js";
import type { CaseTools } from "./tools.js";
import { CALL_TIMEOUT_MS } from "./update-case.js";

/**
 * What each way of repairing a case would do, as it stands now. Nothing is done.
 * @throws CasewrightError unavailable
 */
export async function repairPreview(
  { temporal }: Pick<CaseTools, "temporal">,
  { _id, turn }: Pick<CaseDoc, "_id" | "turn">,
): Promise<CaseRepair> {
  const handle = temporal.workflow.getHandle(_id);
  try {
    return await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () => {
      const { status } = await handle.describe();
      if (status.name !== "RUNNING") return repairsOf(turn, null);
      return repairsOf(turn, await handle.query<CaseView>("view"));
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}
