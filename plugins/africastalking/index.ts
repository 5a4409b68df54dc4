import {
  type ChannelIo,
  type CheckOutcome,
  type Outbound,
  type RawRequest,
  type SendOutcome,
  type Verification,
  defineChannel,
} from "../../engine/channels/contract.js";
import { E164 } from "../../engine/channels/phone.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { isCarriable } from "../../engine/channels/text.js";
import { checkOutcome } from "../check-answer.js";
import { askOnce } from "../post-once.js";
import { readCallback } from "./callbacks.js";
import { classify } from "./outcome.js";
import { submit } from "./sdk.js";
import { messagingUrl, type Settings, settingsSchema, userUrl } from "./settings.js";

/** Six SMS of 153 GSM-7 characters: more costs more than it tells. */
const MAX_OUTBOUND_TEXT = 918;

/** SMS by Africa's Talking, both ways, with delivery reports. */
export const africastalkingChannel = defineChannel({
  manifest: {
    id: "africastalking",
    version: "1.0.0",
    kind: "sms",
    name: "Africa's Talking SMS",
    settings: settingsSchema,
    secrets: ["apiKey", "endpointSecret"],
    capabilities: {
      inbound: true,
      outbound: true,
      maxLength: MAX_OUTBOUND_TEXT,
      receipts: ["sent", "delivered", "failed"],
    },
    webhooks: [
      { subpath: "", method: "POST", purpose: "messages" },
      { subpath: "receipts", method: "POST", purpose: "receipts" },
    ],
  },
  verify,
  receive: readCallback,
  send,
  check,
});

/** They sign nothing, so the address is the secret; its comparison takes the same time wherever it differs. */
function verify(request: RawRequest, settings: Settings): Verification {
  if (!isSameSecret(request.endpoint, settings.endpointSecret))
    return { ok: false, why: "wrong_address" };
  return request.method === "POST" ? { ok: true } : { ok: false, why: "wrong_method" };
}

async function send(message: Outbound, settings: Settings, io: ChannelIo): Promise<SendOutcome> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const url = messagingUrl(settings);
  if (url === undefined) return { status: "misconfigured", why: "base_url_needs_https" };
  const exchange = await submit({
    credentials: { username: settings.username, apiKey: settings.apiKey },
    message: {
      to: message.to,
      message: message.text,
      ...(settings.sender === undefined ? {} : { from: settings.sender }),
    },
    url,
    timeoutMs: io.timeoutMs,
    attemptId: message.attemptId,
  });
  return exchange === undefined
    ? {
        status: "rejected",
        code: "InvalidPhoneNumber",
        why: "refused by the SDK, nothing was sent",
      }
    : classify(exchange);
}

/** One recipient only: a comma in the number would make it many. */
function refusalOf({ to, text }: Outbound): string | undefined {
  if (!E164.test(to)) return "InvalidPhoneNumber";
  if (!isCarriable(text)) return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}

async function check(settings: Settings, { timeoutMs }: ChannelIo): Promise<CheckOutcome> {
  const url = userUrl(settings);
  if (url === undefined) return { status: "failed", why: "base_url_needs_https" };
  const headers = { apikey: settings.apiKey, accept: "application/json" };
  return checkOutcome(await askOnce({ url, headers, timeoutMs }));
}
