import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { SendOutcome } from "../../engine/channels/contract.js";
import { waitOf } from "../../engine/channels/retry-after.js";
import { type Answer, outcomeOf } from "../outcome-of.js";
import type { Exchange } from "../post-once.js";
import type { Target } from "./settings.js";

/** Their answer to a bot: https://api.slack.com/methods/chat.postMessage */
const answerSchema = Type.Union([
  Type.Object({
    ok: Type.Literal(true),
    channel: Type.String({ pattern: "^[A-Z0-9]{1,20}$" }),
    ts: Type.String({ pattern: "^[0-9.]{1,30}$" }),
  }),
  Type.Object({ ok: Type.Literal(false), error: Type.String({ pattern: "^[a-z_]{1,60}$" }) }),
]);

/** About this one text; everything else they refuse is about the workspace, the bot or the channel. */
const ABOUT_THE_TEXT = ["msg_too_long", "no_text", "invalid_blocks", "msg_blocks_too_long"];

/** After these the post may stand in the channel all the same. */
const LEAVES_A_DOUBT = ["fatal_error", "internal_error", "request_timeout", "service_unavailable"];

/**
 * Says how a post ended. Whatever leaves a doubt after the connection stood is `unknown`; Slack does not make a repeated post
 * one.
 * @param reference what a post by webhook is called, because Slack gives it no id
 */
export function classify(exchange: Exchange, kind: Target["kind"], reference: string): SendOutcome {
  return outcomeOf(exchange, (answer) => {
    if (answer.status === 429) return { status: "throttled", retryAfterMs: waitOf(answer.headers) };
    return kind === "bot" ? ofBot(answer) : ofWebhook(answer, reference);
  });
}

function ofBot({ status, text }: Answer): SendOutcome {
  const answer = status === 200 ? parsed(text) : undefined;
  if (answer === undefined)
    return status === 401 || status === 403 ? misconfigured("credentials") : unknownStatus(status);
  if (answer.ok) return { status: "accepted", providerId: `${answer.channel}-${answer.ts}` };
  if (answer.error === "ratelimited" || answer.error === "rate_limited")
    return { status: "throttled", retryAfterMs: waitOf({}) };
  if (LEAVES_A_DOUBT.includes(answer.error)) return unknown(answer.error);
  return ABOUT_THE_TEXT.includes(answer.error)
    ? { status: "rejected", code: answer.error, why: answer.error }
    : misconfigured(answer.error);
}

/** Also of answers to presses. https://api.slack.com/messaging/webhooks#handling_errors */
function ofWebhook({ status, text }: Answer, reference: string): SendOutcome {
  const code = `http_${String(status)}`;
  if (status === 200) {
    return text === "ok" || /^\{"ok":true[,}]/.test(text)
      ? { status: "accepted", providerId: reference }
      : unknown("not_ok");
  }
  if (status === 400) return { status: "rejected", code, why: code };
  return [401, 403, 404, 410].includes(status) ? misconfigured(code) : unknownStatus(status);
}

function parsed(text: string): Static<typeof answerSchema> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return Value.Check(answerSchema, answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function unknownStatus(status: number): SendOutcome {
  return unknown(`http_${String(status)}`);
}

function unknown(why: string): SendOutcome {
  return { status: "unknown", why };
}

function misconfigured(why: string): SendOutcome {
  return { status: "misconfigured", why };
}
