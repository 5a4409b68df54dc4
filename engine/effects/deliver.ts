import type { Endpoint, Outbound, SendOutcome } from "../channels/contract.js";
import { failoverTo, triedBefore } from "../channels/failover.js";
import type { DeliverAnswer, DeliveryActivities } from "../../workflows/case/activities.js";
import { alertById } from "../store/alerts.js";
import { caseDoc } from "../store/cases.js";
import { contactById, setOptOut } from "../store/contacts.js";
import {
  type AttemptResult,
  claimMessage,
  joinReceipts,
  markUnknown,
  type MessageDoc,
  NO_ANSWER,
  recordAttempt,
} from "../store/messages.js";
import { holdBack } from "../store/pace.js";
import { inSpan } from "../tracing/span.js";
import { after, afterLast, type Ended, NOTHING_TO_HEAR, over } from "./consequence.js";
import { letterOf } from "./letter.js";
import { isLooping } from "./looping.js";
import { paced } from "./pacing.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<DeliveryActivities["deliver"]>[0];

/** Time a provider gets; longer is reported as unknown. Well below the activity's own limit. */
const PROVIDER_TIMEOUT_MS = 20_000;

/** The one message that may follow STOP: that we heard it. */
const CONFIRMS_STOP = "sms-stopped";

/** A message that waited longer is not sent any more: it would tell of a visit long past. */
const TOO_OLD_MS = 26 * 3_600_000;

/**
 * Sends one message, at most once, when its endpoint may send. The claim comes before the first byte; whoever finds it taken
 * answers with what is recorded, or `unknown` when nothing is, and never sends.
 */
export async function deliver(tools: EffectTools, request: Request): Promise<DeliverAnswer> {
  const { store } = tools;
  tools.reached("send.before_claim");
  const waits = await paced(tools, request);
  if (waits !== null) return waits;
  const at = new Date(tools.now());
  const claim = await claimMessage(store, { ...request, at });
  if (claim.status === "missing") return { status: "failed", why: "message_missing" };
  if (claim.status === "taken") return recorded(tools, claim.message);
  tools.reached("send.after_claim");
  const outcome = await send(tools, claim.message, claim.attemptId);
  tools.reached("send.after_http");
  const ended = await record(tools, {
    message: claim.message,
    attemptId: claim.attemptId,
    outcome,
    isLast: request.last === true,
  });
  tools.reached("send.after_record");
  return ended;
}

async function send(tools: EffectTools, message: MessageDoc, attemptId: string): Promise<Ended> {
  const endpoint = tools.endpoints.get(message.endpoint);
  if (!endpoint) return { status: "misconfigured", why: "endpoint_missing" };
  const stopped = await notWanted(tools, message);
  if (stopped !== null) return { status: stopped };
  if (tools.now() - message.at.getTime() > TOO_OLD_MS) return { status: "too_old" };
  if (await isLooping(tools, message)) return { status: "looping" };
  const letter = await letterOf(tools.store, message);
  const outbound = {
    attemptId,
    messageId: message._id,
    to: message.to,
    text: message.text,
    ...(message.alert === undefined ? {} : { offers: "acknowledge" as const }),
    ...letter,
  };
  return handOver(endpoint, outbound, message._id);
}

/** The call of the provider, as a step of the trace under way. */
function handOver(endpoint: Endpoint, outbound: Outbound, messageId: string): Promise<SendOutcome> {
  const { plugin, settings, name } = endpoint;
  const facts = { "casewright.endpoint": name, "casewright.message": messageId };
  return inSpan(`send ${plugin.manifest.id}`, { facts }, async (span) => {
    const outcome = await plugin.send(outbound, settings, { timeoutMs: PROVIDER_TIMEOUT_MS });
    span.tell({ "casewright.outcome": outcome.status });
    return outcome;
  });
}

/**
 * Why a message must not leave any more: the person said STOP, somebody has acknowledged the alert it calls for, or the case is not
 * where it was when it was to remind of something.
 */
async function notWanted(
  { store }: EffectTools,
  { alert, contact: id, template, caseId, entry }: MessageDoc,
): Promise<"opted_out" | "acknowledged" | "moved_on" | null> {
  if (typeof alert === "string") {
    const open = (await alertById(store, alert))?.end === null;
    return open ? null : "acknowledged";
  }
  const contact = await contactById(store, id);
  const isStopped = contact?.optedOutAt !== null && template !== CONFIRMS_STOP;
  if (!contact || isStopped) return "opted_out";
  if (entry === undefined) return null;
  return (await caseDoc(store, caseId))?.state.entry === entry ? null : "moved_on";
}

type Finished = {
  readonly message: MessageDoc;
  readonly attemptId: string;
  readonly outcome: Ended;
  readonly isLast: boolean;
};

async function record(tools: EffectTools, finished: Finished): Promise<DeliverAnswer> {
  const { message, attemptId, outcome } = finished;
  const at = new Date(tools.now());
  const other = finished.isLast ? undefined : otherWay(tools, finished);
  const { state, answer, reason } = other
    ? over(other, outcome)
    : finished.isLast
      ? afterLast(outcome)
      : after(outcome);
  const providerId = "providerId" in outcome ? (outcome.providerId ?? null) : null;
  const result: AttemptResult = {
    message,
    attemptId,
    state,
    outcome: outcome.status,
    reason,
    providerId,
    endpoint: message.endpoint,
    ...(other ? { next: other.name } : {}),
    at,
  };
  await recordAttempt(tools.store, result);
  if (outcome.status === "throttled")
    await holdBack(tools.store, message.endpoint, outcome.retryAfterMs);
  if (outcome.status === "opted_out" && message.contact !== "")
    await setOptOut(tools.store, message.contact, at);
  if (answer.status !== "accepted")
    tools.log.warn(
      {
        messageId: message._id,
        endpoint: message.endpoint,
        outcome: outcome.status,
        ...(other ? { next: other.name } : {}),
      },
      "not accepted",
    );
  return answer;
}

/** The endpoint that gets the message next, when the one that has just tried it is to be left. */
function otherWay(tools: EffectTools, { message, outcome }: Finished): Endpoint | undefined {
  const { fallback } = tools.endpoints.get(message.endpoint) ?? {};
  const before = triedBefore({ ...message, attempts: message.attempts.slice(0, -1) });
  const now = { endpoint: message.endpoint, outcome: outcome.status };
  const name = failoverTo([...before, now], fallback);
  return name === undefined ? undefined : tools.endpoints.get(name);
}

/** The answer to a repeat: what the message says of itself, and `unknown` when an attempt began that nobody saw the end of. */
async function recorded(tools: EffectTools, message: MessageDoc): Promise<DeliverAnswer> {
  switch (message.state) {
    case "accepted":
      // Whoever recorded it may have died before it could look for receipts that came first.
      await joinReceipts(tools.store, message._id);
      return { status: "accepted" };
    case "sent":
    case "delivered":
    case "received":
      return { status: "accepted" };
    case "queued":
      return { status: "later", waitMs: 0 };
    case "failed":
    case "suppressed":
      if (message.reason === "moved_on") return NOTHING_TO_HEAR;
      return { status: "failed", why: message.reason ?? message.state };
    case "unknown":
      return { status: "unknown", why: message.reason ?? "unknown", settles: true };
    case "sending":
      await markUnknown(tools.store, message, new Date(tools.now()));
      return { status: "unknown", why: NO_ANSWER, settles: true };
  }
}
