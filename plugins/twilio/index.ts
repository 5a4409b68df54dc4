import {
  type ChannelIo,
  type CheckOutcome,
  defineChannel,
  type FindOutcome,
  type Outbound,
  type RawRequest,
  type SendOutcome,
  type SentMessage,
  type Verification,
} from "../../engine/channels/contract.js";
import { E164 } from "../../engine/channels/phone.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { isCarriable } from "../../engine/channels/text.js";
import { checkOutcome } from "../check-answer.js";
import { askOnce, postOnce } from "../post-once.js";
import { referenceOf } from "../reference.js";
import { readCallback } from "./callbacks.js";
import { foundIn, listUrl } from "./find.js";
import { fetchMedia } from "./media.js";
import { classify } from "./outcome.js";
import {
  accountUrl,
  messagesUrl,
  type Settings,
  settingsSchema,
  statusCallbackUrl,
} from "./settings.js";
import { isSigned } from "./signature.js";

/** Twilio refuses more (error 21617). */
const MAX_OUTBOUND_TEXT = 1_600;

/** SMS by Twilio, both ways, with status callbacks. */
export const twilioChannel = defineChannel({
  manifest: {
    id: "twilio",
    version: "1.1.0",
    kind: "sms",
    name: "Twilio SMS",
    settings: settingsSchema,
    secrets: ["authToken", "endpointSecret"],
    capabilities: {
      inbound: true,
      outbound: true,
      maxLength: MAX_OUTBOUND_TEXT,
      receipts: ["accepted", "sent", "delivered", "failed"],
    },
    webhooks: [
      { subpath: "", method: "POST", purpose: "messages" },
      { subpath: "receipts", method: "POST", purpose: "receipts" },
    ],
  },
  verify,
  receive: readCallback,
  send,
  fetchFile: fetchMedia,
  find,
  check,
});

/** The address tells whose signature it must be, before one byte of the body is read. */
function verify(request: RawRequest, settings: Settings): Verification {
  if (!isSameSecret(request.endpoint, settings.endpointSecret))
    return { ok: false, why: "wrong_address" };
  if (request.method !== "POST") return { ok: false, why: "wrong_method" };
  return isSigned(request, settings) ? { ok: true } : { ok: false, why: "bad_signature" };
}

async function send(message: Outbound, settings: Settings, io: ChannelIo): Promise<SendOutcome> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const url = messagesUrl(settings);
  if (url === undefined) return { status: "misconfigured", why: "base_url_needs_https" };
  const reference = referenceOf(message.attemptId);
  const exchange = await postOnce({
    url,
    headers: {
      authorization: `Basic ${basic(settings)}`,
      accept: "application/json",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: formOf(message, settings, reference),
    timeoutMs: io.timeoutMs,
  });
  return classify(exchange, reference);
}

async function find(
  sent: SentMessage,
  settings: Settings,
  { timeoutMs }: ChannelIo,
): Promise<FindOutcome> {
  const url = listUrl(settings, sent);
  if (url === undefined) return { status: "unclear", why: "base_url_needs_https" };
  const headers = { authorization: `Basic ${basic(settings)}`, accept: "application/json" };
  return foundIn(await askOnce({ url, headers, timeoutMs }), sent, settings);
}

async function check(settings: Settings, { timeoutMs }: ChannelIo): Promise<CheckOutcome> {
  const url = accountUrl(settings);
  if (url === undefined) return { status: "failed", why: "base_url_needs_https" };
  const headers = { authorization: `Basic ${basic(settings)}`, accept: "application/json" };
  return checkOutcome(await askOnce({ url, headers, timeoutMs }));
}

function formOf({ to, text }: Outbound, settings: Settings, reference: string): string {
  const callback = statusCallbackUrl(settings, reference);
  return new URLSearchParams({
    To: to,
    From: settings.from,
    Body: text,
    ...(callback === undefined ? {} : { StatusCallback: callback }),
  }).toString();
}

function basic({ accountSid, authToken }: Settings): string {
  return Buffer.from(`${accountSid}:${authToken}`, "utf8").toString("base64");
}

function refusalOf({ to, text }: Outbound): string | undefined {
  if (!E164.test(to)) return "bad_number";
  if (!isCarriable(text)) return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}
