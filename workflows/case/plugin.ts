import { proxyActivities, workflowInfo } from "@temporalio/workflow";
import { pluginOfEffect } from "../../engine/definition/contributed-effects.js";
import type { PluginEffect } from "../../engine/interpreter/effect.js";
import type { PluginActivities } from "./activities.js";
import { digest } from "./digest.js";
import { SIGN_OF_LIFE } from "./limits.js";
import { pluginQueue } from "./queues.js";
import type { CaseRun } from "./run.js";
import { backoffMs, MAX_CALLS } from "./tries.js";

/** Has a plugin do something once, and sets the next try when it did not. Whoever does it can tell repeats by the id of the effect. */
export async function askPlugin(
  run: CaseRun,
  effect: PluginEffect,
  attempt: number,
): Promise<void> {
  const { callPlugin } = proxyActivities<PluginActivities>({
    startToCloseTimeout: "30s",
    heartbeatTimeout: SIGN_OF_LIFE,
    retry: { initialInterval: "1s", maximumInterval: "30s" },
    taskQueue: pluginQueue(workflowInfo().taskQueue, pluginOfEffect(effect.name)),
  });
  const isLast = attempt >= MAX_CALLS;
  const answer = await callPlugin({ caseId: run.input.id, effect, attempt, isLast });
  if (answer.status === "later") {
    const notBefore = Date.now() + Math.max(answer.waitMs, backoffMs(attempt));
    run.outstanding.set(effect.id, { effect, attempt: attempt + 1, notBefore });
    return;
  }
  run.outstanding.delete(effect.id);
  const { id, name } = effect;
  const about = { at: Date.now(), effect: id, name, words: answer.words };
  if (answer.status === "answered")
    digest(run, { ...about, type: "plugin_answered", answer: answer.answer });
  else digest(run, { ...about, type: "plugin_failed", why: answer.why });
}
