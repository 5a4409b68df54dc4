import {
  type ActivityOptions,
  isCancellation,
  proxyActivities,
  workflowInfo,
} from "@temporalio/workflow";
import type { Effect } from "../../engine/interpreter/effect.js";
import { GAVE_UP } from "../../engine/interpreter/event.js";
import type { DeliverAnswer, DeliveryActivities } from "./activities.js";
import { failedEvent } from "./failed-event.js";
import { digest } from "./digest.js";
import { SIGN_OF_LIFE } from "./limits.js";
import { deliveryQueue, urgentQueue } from "./queues.js";
import type { CaseRun, Outstanding, Page } from "./run.js";
import { backoffMs, MAX_ATTEMPTS } from "./tries.js";

/** Deliveries live two minutes at most; later tries are due instants of the case (rule of durability 4). */
const DELIVERY: ActivityOptions = {
  startToCloseTimeout: "40s",
  heartbeatTimeout: SIGN_OF_LIFE,
  scheduleToCloseTimeout: "2m",
  retry: { initialInterval: "1s", maximumInterval: "10s" },
};

/** What has a message sent. */
type Sending = Extract<Effect, { kind: "send_message" | "resend_message" }> | Page;

/** Delivers a message, or tries to: what waits for its time or for another try stays outstanding. */
export async function deliver(
  run: CaseRun,
  effect: Sending,
  outstanding: Outstanding,
): Promise<void> {
  const { attempt } = outstanding;
  const own = effect.kind === "send_message" ? effect.contact.channel : effect.channel;
  const channel = outstanding.channel ?? own;
  const answer = await sent(effect, channel, attempt);
  if (answer.status === "held") {
    run.outstanding.set(effect.id, { ...outstanding, notBefore: Date.now() + answer.waitMs });
    return;
  }
  if (answer.status === "later" && attempt < MAX_ATTEMPTS) {
    const waitMs = Math.max(answer.waitMs, backoffMs(attempt));
    const way = answer.channel ?? channel;
    const next = { effect, attempt: attempt + 1, notBefore: Date.now() + waitMs };
    run.outstanding.set(effect.id, way === own ? next : { ...next, channel: way });
    return;
  }
  run.outstanding.delete(effect.id);
  // What became of a page stands beside its alert; the calling goes on whatever it was.
  if (answer.status === "accepted" || effect.kind === "page") return;
  if (answer.status === "unknown" && answer.settles === true) return;
  const why = answer.status === "later" ? GAVE_UP : answer.why;
  digest(run, failedEvent(run, { effect: messageOf(effect), why, template: effect.template }));
}

/** One try. Attempts of a message that is sent again go on counting where those before it ended. */
async function sent(effect: Sending, channel: string, attempt: number): Promise<DeliverAnswer> {
  const { taskQueue } = workflowInfo();
  const { deliver: send } = proxyActivities<DeliveryActivities>({
    ...DELIVERY,
    taskQueue: isUrgent(effect) ? urgentQueue(taskQueue) : deliveryQueue(taskQueue, channel),
  });
  const made = effect.kind === "resend_message" ? effect.made : 0;
  const last = attempt < MAX_ATTEMPTS ? {} : { last: true as const };
  return send({ messageId: messageOf(effect), attempt: made + attempt, ...last }).catch(
    (error: unknown): DeliverAnswer => {
      if (isCancellation(error)) throw error;
      // Nobody took the message within two minutes: the claim tells the next try whether bytes were written.
      return { status: "later", waitMs: 0 };
    },
  );
}

function messageOf(effect: Sending): string {
  return effect.kind === "resend_message" ? effect.message : effect.id;
}

/** Pages of an alert are urgent, and what a workflow calls so. */
function isUrgent(effect: Sending): boolean {
  return effect.kind === "page" || (effect.kind === "send_message" && effect.urgent === true);
}
