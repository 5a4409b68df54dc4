import { repairCase } from "../cases/repair.js";
import { skipEvent } from "../cases/skip.js";
import type { Actor } from "../interpreter/event.js";
import { CasewrightError } from "../protocol/errors.js";
import type { WhyNotRepaired } from "../protocol/repair-run.js";
import type { RepairRunCaseDoc } from "../store/repair-run-cases.js";
import type { RepairRunDoc } from "../store/repair-runs.js";
import type { JobTools } from "../job-tools.js";

/** What came of asking a case; `later`: nobody knows yet, and it may be asked again under the same name. */
export type Asked =
  | { readonly outcome: "done" }
  | { readonly outcome: "later" }
  | { readonly outcome: "not_done"; readonly why: WhyNotRepaired };

/** Asks one case of a run to go on, once: it is asked under the name of its row, however often. */
export async function askCase(
  tools: Pick<JobTools, "store" | "temporal" | "log">,
  { how, reason }: Pick<RepairRunDoc, "how" | "reason">,
  { _id: requestId, caseId, mark }: RepairRunCaseDoc,
  actor: Actor,
): Promise<Asked> {
  try {
    if (how === "skip")
      await skipEvent(tools, caseId, {
        ...{ mark: mark ?? "", reason: reason ?? "", actor, requestId },
      });
    else await repairCase(tools, caseId, { how, actor, requestId });
    return { outcome: "done" };
  } catch (error) {
    const code = error instanceof CasewrightError ? error.code : "failed";
    switch (code) {
      case "action_not_allowed":
        return { outcome: "not_done", why: how === "skip" ? "changed" : "going" };
      case "case_closed":
      case "not_found":
        return { outcome: "not_done", why: "over" };
      default:
        tools.log.warn({ caseId, code }, "a case has not answered its repair");
        return { outcome: "later" };
    }
  }
}
