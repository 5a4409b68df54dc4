import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { SendOutcome } from "../../engine/channels/contract.js";
import { waitOf } from "../../engine/channels/retry-after.js";
import { type Answer, outcomeOf } from "../outcome-of.js";
import type { AnswerHeaders, Exchange } from "../post-once.js";

/** Their refusal, as far as we read it: https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/errors */
const refusalSchema = Type.Object({
  errors: Type.Array(Type.Object({ field: Type.Optional(Type.Unknown()) }), {
    minItems: 1,
    maxItems: 100,
  }),
});

/**
 * Says how a send ended. A mail sent twice cannot be taken back, so whatever leaves a doubt is `unknown`; events that carry
 * the reference settle it later.
 * @param reference what the mail's events will name
 */
export function classify(exchange: Exchange, reference: string): SendOutcome {
  return outcomeOf(exchange, (answer) => classifyAnswer(answer, reference), reference);
}

/** 202 with an empty body says that they have it: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send */
function classifyAnswer({ status, headers, text }: Answer, reference: string): SendOutcome {
  const code = `http_${String(status)}`;
  if (status === 202 && text === "") return { status: "accepted", providerId: reference };
  if (status === 429) return { status: "throttled", retryAfterMs: waitOf(asRetryAfter(headers)) };
  // Wrong key, key without Mail Send, sender that is not verified, or no credits left.
  if (status === 401 || status === 403) return misconfigured("credentials");
  if (status === 404 || status === 405) return misconfigured(code);
  if ([400, 411, 413, 414, 415, 422].includes(status)) return refused(text, code);
  return unknown(code, reference);
}

/** Their limits name the second at which they end instead of a time to wait. */
function asRetryAfter(headers: AnswerHeaders): AnswerHeaders {
  const { retryAfter, rateLimitReset = "" } = headers;
  if (retryAfter !== undefined || !/^[0-9]{9,11}$/.test(rateLimitReset)) return headers;
  return { ...headers, retryAfter: new Date(Number(rateLimitReset) * 1_000).toUTCString() };
}

/** A wrong sender is our mistake; everything else is about this one mail. */
function refused(text: string, code: string): SendOutcome {
  const field = fieldIn(text);
  if (field?.startsWith("from") === true) return misconfigured("sender_not_verified");
  const why = field === undefined ? code : `${code}_${field}`;
  return { status: "rejected", code: why, why };
}

/** The field that they refuse; only a name of their API, never a text of a person. */
function fieldIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (!Value.Check(refusalSchema, answer)) return undefined;
    const field = answer.errors[0]?.field;
    return typeof field === "string" && /^[a-z0-9_.]{1,60}$/.test(field) ? field : undefined;
  } catch {
    return undefined;
  }
}

function unknown(why: string, providerId: string): SendOutcome {
  return { status: "unknown", why, providerId };
}

function misconfigured(why: string): SendOutcome {
  return { status: "misconfigured", why };
}
