import { proxyActivities, workflowInfo } from "@temporalio/workflow";
import type { WebhookEffect } from "../../engine/interpreter/effect.js";
import type { WebhookActivities } from "./activities.js";
import { digest } from "./digest.js";
import { SIGN_OF_LIFE } from "./limits.js";
import { webhookQueue } from "./queues.js";
import type { CaseRun } from "./run.js";
import { backoffMs, MAX_CALLS } from "./tries.js";

/**
 * Calls another system once, and sets the next try when it did not answer. The other side can tell repeats by the id of the
 * effect, so that a call whose end nobody saw is made again.
 */
export async function callSystem(
  run: CaseRun,
  effect: WebhookEffect,
  attempt: number,
): Promise<void> {
  const { callWebhook } = proxyActivities<WebhookActivities>({
    startToCloseTimeout: "30s",
    heartbeatTimeout: SIGN_OF_LIFE,
    retry: { initialInterval: "1s", maximumInterval: "30s" },
    taskQueue: webhookQueue(workflowInfo().taskQueue),
  });
  const isLast = attempt >= MAX_CALLS;
  const { id: caseId, release } = run.input;
  const answer = await callWebhook({ caseId, release, effect, attempt, isLast });
  if (answer.status === "later") {
    const notBefore = Date.now() + Math.max(answer.waitMs, backoffMs(attempt));
    run.outstanding.set(effect.id, { effect, attempt: attempt + 1, notBefore });
    return;
  }
  run.outstanding.delete(effect.id);
  const about = { at: Date.now(), effect: effect.id, webhook: effect.webhook };
  if (answer.status === "answered")
    digest(run, { ...about, type: "webhook_answered", status: answer.code, answer: answer.answer });
  else digest(run, { ...about, type: "webhook_failed", why: answer.why, status: answer.code });
}
