import { setTimeout as wait } from "node:timers/promises";
import { CasewrightError } from "../protocol/errors.js";
import { alertById, type AlertDoc } from "../store/alerts.js";
import type { AcknowledgeRequest, ActAnswer } from "../../workflows/case/messages.js";
import type { AcknowledgeAlert, Cases } from "./contract.js";
import { readFailure } from "./failures.js";
import type { CaseTools } from "./tools.js";

/** Time one call to Temporal gets. */
const CALL_TIMEOUT_MS = 4_000;

/** Calls under the same id before the caller is told that the outcome is unknown. */
const CALLS = 3;

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
  const handle = temporal.workflow.getHandle(caseId);
  for (let call = 1; ; call += 1) {
    try {
      await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
        handle.executeUpdate<ActAnswer, [AcknowledgeRequest]>("acknowledge", {
          args: [asked],
          updateId: asked.requestId,
        }),
      );
      return true;
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind === "changed" || failure.kind === "closed" || failure.kind === "gone")
        return false;
      if (failure.kind === "error") throw failure.error;
      if (call >= CALLS) throw new CasewrightError("outcome_unknown", { retryAfter: 1 });
    }
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
