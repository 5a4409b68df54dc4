import { WorkflowNotFoundError } from "@temporalio/client";
import type { CaseActivities } from "../../workflows/case/activities.js";
import { asUnavailable } from "../cases/failures.js";
import type { HeardNews } from "../interpreter/event.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["tell"]>[0];

/**
 * Signals another case, which drops repeats by their number. Never a signal that would also start it (rule of durability 5):
 * a case that is over hears nothing more.
 */
export async function tell(tools: EffectTools, { caseId, effect }: Request): Promise<void> {
  const { to, number, news } = effect;
  const heard: HeardNews = { ...news, other: caseId, number };
  try {
    await tools.cases.temporal.workflow.getHandle(to).signal("told", heard);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw asUnavailable(error);
  }
  tools.reached("tell.after");
}
