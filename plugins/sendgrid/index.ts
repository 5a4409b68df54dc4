import {
  ChannelInputError,
  type ChannelIo,
  type CheckOutcome,
  defineChannel,
  type Inbound,
  type Outbound,
  type RawRequest,
  type SendOutcome,
  type Verification,
} from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { isCarriable } from "../../engine/channels/text.js";
import { checkOutcome } from "../check-answer.js";
import { isAddress } from "../mail-address.js";
import { mailPreview } from "../mail-preview.js";
import { askOnce } from "../post-once.js";
import { MAX_EVENTS_BYTES, readEvents } from "./events.js";
import { MAX_MAIL_BYTES, readMail } from "./inbound.js";
import { referenceOf } from "../reference.js";
import { mailOf } from "./mail.js";
import { classify } from "./outcome.js";
import { submit } from "./sdk.js";
import { apiUrl, type Settings, settingsSchema } from "./settings.js";
import { isSigned } from "./signature.js";

/** Far above the longest template with the longest reply of staff in it. */
const MAX_OUTBOUND_TEXT = 20_000;

/** E-mail by SendGrid, both ways, with delivery events. */
export const sendgridChannel = defineChannel({
  manifest: {
    id: "sendgrid",
    version: "1.0.0",
    kind: "email",
    name: "SendGrid e-mail",
    settings: settingsSchema,
    secrets: ["apiKey", "endpointSecret"],
    capabilities: {
      inbound: true,
      outbound: true,
      maxLength: MAX_OUTBOUND_TEXT,
      receipts: ["sent", "delivered", "failed"],
    },
    webhooks: [
      { subpath: "", method: "POST", purpose: "messages", maxBytes: MAX_MAIL_BYTES },
      { subpath: "receipts", method: "POST", purpose: "receipts", maxBytes: MAX_EVENTS_BYTES },
    ],
  },
  verify,
  receive,
  send,
  preview: mailPreview,
  check,
});

/** The address is a secret always; where a public key is set, their signature must fit too. */
function verify(request: RawRequest, settings: Settings, now: number): Verification {
  if (!isSameSecret(request.endpoint, settings.endpointSecret))
    return { ok: false, why: "wrong_address" };
  if (request.method !== "POST") return { ok: false, why: "wrong_method" };
  const key = request.subpath === "" ? settings.inboundPublicKey : settings.eventPublicKey;
  return key === undefined || isSigned(request, key, now)
    ? { ok: true }
    : { ok: false, why: "bad_signature" };
}

function receive(request: RawRequest, settings: Settings): readonly Inbound[] {
  switch (request.subpath) {
    case "":
      return readMail(request, settings);
    case "receipts":
      return readEvents(request);
    default:
      throw new ChannelInputError("unknown_subpath");
  }
}

async function send(message: Outbound, settings: Settings, io: ChannelIo): Promise<SendOutcome> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const url = apiUrl(settings);
  if (url === undefined) return { status: "misconfigured", why: "base_url_needs_https" };
  const exchange = await submit({
    apiKey: settings.apiKey,
    url,
    mail: mailOf(message, settings),
    timeoutMs: io.timeoutMs,
  });
  return exchange === undefined
    ? { status: "rejected", code: "refused_by_sdk", why: "refused by the SDK, nothing was sent" }
    : classify(exchange, referenceOf(message.attemptId));
}

/** One receiver only, and a subject that is one line. */
function refusalOf({ to, text, subject = "" }: Outbound): string | undefined {
  if (!isAddress(to)) return "bad_address";
  if (!isCarriable(text) || !isCarriable(subject) || /[\r\n]/.test(subject))
    return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}

/** Reads what the key may do: https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions */
async function check(settings: Settings, { timeoutMs }: ChannelIo): Promise<CheckOutcome> {
  const base = apiUrl(settings);
  if (base === undefined) return { status: "failed", why: "base_url_needs_https" };
  const headers = { authorization: `Bearer ${settings.apiKey}` };
  const url = new URL(`${base}/v3/scopes`);
  const exchange = await askOnce({ url, headers, timeoutMs });
  const mayNotSend = exchange.kind === "answer" && !exchange.text.includes('"mail.send"');
  const outcome = checkOutcome(exchange);
  return outcome.status === "ok" && mayNotSend
    ? { status: "failed", why: "key_may_not_send" }
    : outcome;
}
