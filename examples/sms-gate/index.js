import { createHmac } from "node:crypto";

/** Six SMS of 153 GSM-7 characters: more costs more than it tells. */
const MAX_OUTBOUND_TEXT = 918;

/** Ten joined SMS. */
const MAX_INBOUND_TEXT = 2_000;

/** A phone hands its network no more SMS a second. */
const PER_SECOND = 5;

/** The phone signs the second at which it sends; an older request may be somebody's copy. */
const MAX_AGE_S = 300;

/** Delivery events by the states that they mean. */
const STATES = { "sms:sent": "sent", "sms:delivered": "delivered", "sms:failed": "failed" };

/**
 * SMS through an Android phone with the app "SMS Gateway for Android" (https://docs.sms-gate.app).
 * @param tools what Casewright hands to every channel
 */
export function channel(tools) {
  const { Type } = tools;
  return tools.defineChannel({
    manifest: {
      id: "sms-gate",
      version: "1.0.0",
      kind: "sms",
      name: "SMS by a phone of the clinic",
      settings: Type.Object({
        url: Type.String({
          pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._/-]*)?$",
          description: "the address of the app's API, such as https://api.sms-gate.app/3rdparty/v1",
        }),
        username: Type.String({ minLength: 1, description: "the user name that the app shows" }),
        password: Type.String({ minLength: 8, description: "the password that the app shows" }),
        signingKey: Type.String({
          minLength: 8,
          description: "the signing key under Settings, Webhooks of the app",
        }),
        endpointSecret: Type.String({ minLength: 32, description: "stands in the address" }),
      }),
      secrets: ["password", "signingKey", "endpointSecret"],
      capabilities: {
        inbound: true,
        outbound: true,
        maxLength: MAX_OUTBOUND_TEXT,
        receipts: ["sent", "delivered", "failed"],
        perSecond: PER_SECOND,
      },
      webhooks: [
        { subpath: "", method: "POST", purpose: "messages" },
        { subpath: "receipts", method: "POST", purpose: "receipts" },
      ],
    },
    verify: (request, settings, now) => verify(tools, request, settings, now),
    receive: (request) => receive(tools, request),
    send: (message, settings, io) => send(tools, message, settings, io),
    preview,
    check: (settings, io) => check(tools, settings, io),
  });
}

/** The address is a secret, and the phone signs the body together with the time. */
function verify({ isSameSecret }, request, { endpointSecret, signingKey }, now) {
  if (!isSameSecret(request.endpoint, endpointSecret)) return { ok: false, why: "wrong_address" };
  if (request.method !== "POST") return { ok: false, why: "wrong_method" };
  const { "x-signature": signature = "", "x-timestamp": timestamp = "" } = request.headers;
  const isNow =
    /^[0-9]{1,12}$/.test(timestamp) && Math.abs(now / 1_000 - Number(timestamp)) <= MAX_AGE_S;
  if (!isNow) return { ok: false, why: "old_signature" };
  const expected = createHmac("sha256", signingKey)
    .update(request.body)
    .update(timestamp)
    .digest("hex");
  return isSameSecret(signature, expected) ? { ok: true } : { ok: false, why: "bad_signature" };
}

/** Webhooks: https://docs.sms-gate.app/features/webhooks/ */
function receive(tools, { subpath, body }) {
  const event = eventIn(tools, body);
  if (subpath === "" && event.event === "sms:received") return messageIn(tools, event);
  if (subpath === "receipts" && Object.hasOwn(STATES, event.event)) return receiptIn(tools, event);
  throw new tools.ChannelInputError("unknown_event");
}

function eventIn({ decodeUtf8, ChannelInputError }, body) {
  const text = decodeUtf8(body);
  try {
    const event = JSON.parse(text);
    if (typeof event?.event === "string" && typeof event.payload === "object" && event.payload)
      return event;
  } catch {
    // Refused below.
  }
  throw new ChannelInputError("bad_body");
}

/** Their `messageId` is made from the content and may repeat, so the id of the event tells repeats apart. */
function messageIn({ readText, toE164, ChannelInputError }, { id, payload }) {
  const from = toE164(textOf(payload.phoneNumber));
  if (from === undefined) throw new ChannelInputError("bad_sender");
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(textOf(id))) throw new ChannelInputError("bad_id");
  const text = readText(textOf(payload.message), MAX_INBOUND_TEXT);
  if (text === "") return [];
  return [{ kind: "message", providerId: id, from, to: "phone", text }];
}

function receiptIn({ ChannelInputError }, { event, payload }) {
  const providerId = textOf(payload.messageId);
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(providerId)) throw new ChannelInputError("bad_id");
  return [{ kind: "receipt", providerId, state: STATES[event] }];
}

function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** They know the message by our id, so a receipt finds it even when their answer was lost. */
async function send(tools, message, settings, { timeoutMs }) {
  const refusal = refusalOf(tools, message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const id = tools.referenceOf(message.attemptId);
  const exchange = await tools.postOnce({
    url: new URL(`${settings.url}/messages`),
    headers: { ...authorization(settings), "content-type": "application/json" },
    body: JSON.stringify({
      id,
      textMessage: { text: message.text },
      phoneNumbers: [message.to],
      withDeliveryReport: true,
    }),
    timeoutMs,
  });
  return tools.outcomeOf(exchange, (answer) => outcomeIn(tools, answer, id), id);
}

/** Phones show the number of the clinic's own one, which is nobody's name, and this one sends nothing longer than six joined SMS. */
function preview({ text }) {
  return {
    heading: "The number of the clinic's phone",
    text: text.slice(0, MAX_OUTBOUND_TEXT),
    ...(text.length > MAX_OUTBOUND_TEXT
      ? { notes: [`It is longer than ${MAX_OUTBOUND_TEXT} characters and is not sent.`] }
      : {}),
  };
}

function refusalOf({ E164, isCarriable }, { to, text }) {
  if (!E164.test(to)) return "bad_number";
  if (!isCarriable(text)) return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}

/** 202 with the message says that they have it. Of a refusal only the status is told: its words may hold the message. */
function outcomeIn({ waitOf }, { status, headers, text }, id) {
  const code = `http_${String(status)}`;
  if (status === 202)
    return isTaken(text, id)
      ? { status: "accepted", providerId: id }
      : { status: "unknown", why: "no_message_id", providerId: id };
  if (status === 429) return { status: "throttled", retryAfterMs: waitOf(headers) };
  if (status === 401 || status === 403) return { status: "misconfigured", why: "credentials" };
  if (status === 404 || status === 405) return { status: "misconfigured", why: code };
  if (status === 400 || status === 422) return { status: "rejected", code, why: code };
  return { status: "unknown", why: code, providerId: id };
}

function isTaken(text, id) {
  try {
    return JSON.parse(text).id === id;
  } catch {
    return false;
  }
}

async function check({ askOnce, checkOutcome }, settings, { timeoutMs }) {
  const url = new URL(`${settings.url}/devices`);
  return checkOutcome(await askOnce({ url, headers: authorization(settings), timeoutMs }));
}

function authorization({ username, password }) {
  const pair = Buffer.from(`${username}:${password}`).toString("base64");
  return { authorization: `Basic ${pair}`, accept: "application/json" };
}
