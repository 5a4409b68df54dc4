import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { SendOutcome } from "../../engine/channels/contract.js";
import { waitOf } from "../../engine/channels/retry-after.js";
import { type Answer, outcomeOf } from "../outcome-of.js";
import type { Exchange } from "../post-once.js";

/** A message as they took it: https://www.twilio.com/docs/messaging/api/message-resource */
const takenSchema = Type.Object({ sid: Type.String({ pattern: "^(SM|MM)[0-9a-fA-F]{32}$" }) });

/** Their refusal: https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
const refusalSchema = Type.Object({ code: Type.Integer({ minimum: 10_000, maximum: 99_999 }) });

/** The receiver said STOP to this number: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21_610;

/**
 * Codes that are our mistake and not this message's: credentials, account, sender, permission, callback address.
 * https://www.twilio.com/docs/api/errors
 */
const OURS: Readonly<Record<number, string>> = {
  20003: "credentials",
  20005: "account_not_active",
  20404: "account_not_found",
  21212: "sender_not_valid",
  21408: "region_not_permitted",
  21603: "sender_missing",
  21606: "sender_not_ours",
  21609: "callback_not_valid",
  21659: "sender_not_ours",
  21660: "sender_not_ours",
  30002: "account_suspended",
  30034: "sender_not_registered",
};

/**
 * Says how a send ended. Twilio does not make a repeated message one (error 20500), so whatever leaves a doubt is `unknown`;
 * a status callback settles it later.
 * @param reference what the message's callbacks will name
 */
export function classify(exchange: Exchange, reference: string): SendOutcome {
  return outcomeOf(exchange, (answer) => classifyAnswer(answer, reference), reference);
}

function classifyAnswer({ status, headers, text }: Answer, reference: string): SendOutcome {
  const code = `http_${String(status)}`;
  if (status === 429) return { status: "throttled", retryAfterMs: waitOf(headers) };
  if (status === 201)
    return isTaken(text)
      ? { status: "accepted", providerId: reference }
      : unknown("no_message_sid", reference);
  const refusal = status >= 400 && status < 500 ? refusalIn(text)?.code : undefined;
  if (refusal !== undefined) return classifyRefusal(refusal);
  if (status === 401 || status === 403) return misconfigured("credentials");
  if (status === 404 || status === 405) return misconfigured(code);
  if ([400, 411, 413, 414, 415, 422].includes(status)) return rejected(code);
  return unknown(code, reference);
}

function classifyRefusal(code: number): SendOutcome {
  if (code === OPTED_OUT) return { status: "opted_out" };
  const ours = OURS[code];
  return ours === undefined ? rejected(`twilio_${String(code)}`) : misconfigured(ours);
}

function isTaken(text: string): boolean {
  return Value.Check(takenSchema, parsed(text));
}

function refusalIn(text: string): Static<typeof refusalSchema> | undefined {
  const answer = parsed(text);
  return Value.Check(refusalSchema, answer) ? answer : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
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

/** The codes are numbers of Twilio's or an HTTP status; they hold no text of a person. */
function rejected(code: string): SendOutcome {
  return { status: "rejected", code, why: code };
}
