import type { WebhookActivities, WebhookAnswer } from "../../workflows/case/activities.js";
import { EVENT_BYTES } from "../../workflows/case/limits.js";
import { waitOf } from "../channels/retry-after.js";
import { isMorePrivate } from "../definition/form.js";
import type { Release } from "../definition/release.js";
import type { Webhook } from "../definition/webhook.js";
import type { WebhookEffect } from "../interpreter/effect.js";
import { currentRelease, releaseByNumber } from "../store/releases.js";
import { type Calls, claimCall, endCall, recordTry } from "../store/outside-calls.js";
import { type WebhookEnd, webhookCallCollection } from "../store/webhook-calls.js";
import { reachOf } from "../webhooks/hosts.js";
import { postWebhook, type WebhookExchange } from "../webhooks/post.js";
import { signedHeaders } from "../webhooks/signature.js";
import { agreedAnswer } from "./agreed-answer.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<WebhookActivities["callWebhook"]>[0];

/** Time another system gets to answer. */
const TIMEOUT_MS = 10_000;

/** How long a claim holds; whoever has it is over by then, or dead. */
const HOLD_MS = 20_000;

/**
 * Calls another system. It is called again until an answer is recorded, always under the id of the effect, and never after
 * that: a worker that dies between the answer and its record makes the next one call again, and the other side can tell
 * by the id. Where to, and what may be read of the answer, says the present release. One that lets the system have less than
 * the release of the case does ends the call: what the case has to tell may be more than that.
 */
export async function callWebhook(tools: EffectTools, request: Request): Promise<WebhookAnswer> {
  const kept: Calls<WebhookEnd> = { store: tools.store, calls: webhookCallCollection };
  const { caseId, effect, attempt, isLast } = request;
  const at = new Date(tools.now());
  const until = new Date(at.getTime() + HOLD_MS);
  const claim = await claimCall(kept, {
    ...{ id: effect.id, caseId, to: effect.webhook },
    ...{ at, until },
  });
  if (claim.status === "over") return claim.end;
  if (claim.status === "held")
    return { status: "later", waitMs: Math.max(0, claim.until.getTime() - at.getTime()) };
  tools.reached("webhook.after_claim");
  const outcome = await outcomeOf(tools, request);
  tools.reached("webhook.after_http");
  const tried = { at: new Date(tools.now()), attempt, code: outcome.code, why: whyOf(outcome) };
  if (outcome.status === "later" && !isLast) {
    await recordTry(kept, { id: effect.id, until, tried });
    return { status: "later", waitMs: outcome.waitMs };
  }
  const end: WebhookEnd =
    outcome.status === "later" ? { status: "failed", why: "gave_up", code: outcome.code } : outcome;
  const ended = await endCall(kept, { id: effect.id, caseId, tried, end });
  tools.reached("webhook.after_record");
  if (ended.status === "failed")
    tools.log.warn({ caseId, webhook: effect.webhook, why: ended.why }, "webhook failed");
  return ended;
}

type Outcome =
  | WebhookEnd
  | {
      readonly status: "later";
      readonly waitMs: number;
      readonly code: number | null;
      readonly why: string;
    };

function whyOf(outcome: Outcome): string | null {
  return outcome.status === "answered" ? null : outcome.why;
}

async function outcomeOf(tools: EffectTools, request: Request): Promise<Outcome> {
  const { caseId, effect } = request;
  const webhook = webhookIn(await currentRelease(tools.store), effect.webhook);
  if (!webhook) return failed("unknown_webhook");
  const agreed = webhookIn(await releaseByNumber(tools.store, request.release), effect.webhook);
  if (isMorePrivate(agreed?.takes, webhook.takes)) return failed("takes_less");
  const { secrets, ...allowed } = tools.webhooks;
  const url = new URL(webhook.url);
  const reach = reachOf(url, allowed);
  if (reach === null) return failed("not_allowed");
  const keys = secrets.get(webhook.id);
  if (keys === undefined) return failed("no_secret");
  const body = bodyOf(caseId, effect);
  if (Buffer.byteLength(body) > EVENT_BYTES) return failed("too_large");
  const timestamp = Math.floor(tools.now() / 1000);
  const headers = signedHeaders(keys, { id: effect.id, timestamp, body });
  return judged(webhook, await postWebhook({ url, headers, body, reach, timeoutMs: TIMEOUT_MS }));
}

function webhookIn({ body }: Release, id: string): Webhook | undefined {
  return body.organisation.webhooks?.find((webhook) => webhook.id === id);
}

/** The same bytes at every try. */
function bodyOf(caseId: string, { event, at, data }: WebhookEffect): string {
  return JSON.stringify({ type: event, timestamp: new Date(at).toISOString(), case: caseId, data });
}

function judged(webhook: Webhook, exchange: WebhookExchange): Outcome {
  switch (exchange.kind) {
    case "forbidden":
      return failed("not_allowed");
    case "no_answer":
      return { status: "later", waitMs: 0, code: null, why: exchange.why };
    case "answer": {
      const { status: code, text } = exchange;
      if (code >= 200 && code < 300) return answered(webhook, code, text);
      if (code >= 300 && code < 400) return failed("redirected", code);
      if (code === 429)
        return { status: "later", waitMs: waitOf(exchange), code, why: "throttled" };
      if (code === 408 || code === 425 || code >= 500)
        return { status: "later", waitMs: 0, code, why: "unavailable" };
      return failed("refused", code);
    }
  }
}

/** Only agreed fields are read; an answer in which one of them is wrong counts as none. */
function answered({ answers }: Webhook, code: number, text: string | null): WebhookEnd {
  if (answers === undefined) return { status: "answered", code, answer: {} };
  const said = text === null ? undefined : parsed(text);
  const answer = said === undefined ? null : agreedAnswer(answers, said);
  return answer === null ? failed("bad_answer", code) : { status: "answered", code, answer };
}

/** What a text says as JSON, nothing as an empty object; undefined when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch {
    return undefined;
  }
}

type Failure = Extract<WebhookEnd, { status: "failed" }>;

function failed(why: Failure["why"], code: number | null = null): Failure {
  return { status: "failed", why, code };
}
