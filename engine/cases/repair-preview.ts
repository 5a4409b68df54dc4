import type { CaseRepair } from "../protocol/case-repair.js";
import type { CaseEvent } from "../interpreter/event.js";
import type { CaseView } from "../../workflows/case/messages.js";
import type { CaseDoc } from "../store/cases.js";
import { asUnavailable } from "./failures.js";
import { repairsOf } from "./repairs.js";
import type { CaseTools } from "./tools.js";
import { CALL_TIMEOUT_MS } from "./update-case.js";

/**
 * What each way of repairing a case would do, as it stands now. Nothing is done.
 * @param titleOf what stands in the timeline for an event
 * @throws CasewrightError unavailable
 */
export async function repairPreview(
  { temporal }: Pick<CaseTools, "temporal">,
  { _id, turn }: Pick<CaseDoc, "_id" | "turn">,
  titleOf: (event: CaseEvent) => Promise<string>,
): Promise<CaseRepair> {
  const handle = temporal.workflow.getHandle(_id);
  try {
    return await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, async () => {
      const { status } = await handle.describe();
      if (status.name !== "RUNNING") return { ...repairsOf(turn, null), standsAt: null };
      const view = await handle.query<CaseView>("view");
      return { ...repairsOf(turn, view), standsAt: await standsAt(view, titleOf) };
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}

async function standsAt(
  { stuck }: CaseView,
  titleOf: (event: CaseEvent) => Promise<string>,
): Promise<CaseRepair["standsAt"]> {
  if (typeof stuck !== "object" || stuck === null) return null;
  const { event, mark } = stuck;
  const at = new Date(event.at).toISOString();
  return { mark, type: event.type, what: await titleOf(event), at };
}
