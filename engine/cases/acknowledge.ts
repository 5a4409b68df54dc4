import { setTimeout as wait } from "node:timers/promises";
import { CasewrightError } from "../protocol/errors.js";
import { alertById, type AlertDoc } from "../store/alerts.js";
import type { AcknowledgeRequest, ActAnswer } from "../../workflows/case/messages.js";
import type { AcknowledgeAlert, Cases } from "./contract.js";
import type { CaseTools } from "./tools.js";
import { updateCase, UpdateRefused } from "./update-case.js";

/** Longest wait for the store to know what the case has answered. */
const COMMIT_MS = 4_000;

/** Pause between two looks at the store. */
const LOOK_MS = 20;

/**
 * Acknowledges an alert. The case itself decides who was first, from its history; everybody else is answered with the alert
 * as it then stands in the store.
 */
export async function acknowledgeAlert(
  tools: Pick<CaseTools, "store" | "temporal">,
  { alert: id, actor, requestId }: AcknowledgeAlert,
): ReturnType<Cases["acknowledge"]> {
  const doc = await alertById(tools.store, id);
  if (!doc) throw new CasewrightError("not_found");
  if (doc.end !== null) return { first: false, alert: doc };
  const first = await acknowledged(tools, doc, { alert: id, actor, requestId });
  return { first, alert: await ended(tools, id) };
}

/** Whether the case took this request; false when the alert had ended before. */
async function acknowledged(
  { temporal }: Pick<CaseTools, "temporal">,
  { caseId }: AlertDoc,
  asked: AcknowledgeRequest,
): Promise<boolean> {
  const { requestId: updateId } = asked;
  try {
    await updateCase<ActAnswer, AcknowledgeRequest>(temporal, {
      ...{ caseId, name: "acknowledge", asked, updateId },
    });
    return true;
  } catch (error) {
    const isClosed = error instanceof CasewrightError && error.code === "case_closed";
    if (error instanceof UpdateRefused || isClosed) return false;
    throw error;
  }
}

/** The alert once the store knows how it ended. */
async function ended({ store }: Pick<CaseTools, "store">, id: string): Promise<AlertDoc> {
  const deadline = performance.now() + COMMIT_MS;
  for (;;) {
    const doc = await alertById(store, id);
    if (doc && doc.end !== null) return doc;
    if (performance.now() > deadline)
      throw new CasewrightError("outcome_unknown", { retryAfter: 1 });
    await wait(LOOK_MS);
  }
}
