import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  ChannelInputError,
  type DeliveryState,
  type FileAt,
  type Inbound,
  type RawRequest,
} from "../../engine/channels/contract.js";
import { readFormBody } from "../../engine/channels/form-body.js";
import { toE164 } from "../../engine/channels/phone.js";
import { readText } from "../../engine/channels/text.js";
import { mediaUrl, REFERENCE, type Settings } from "./settings.js";

/** Longest message of a person in UTF-16 units. Twilio joins up to ten SMS into 1,600 characters; more is no message of theirs. */
export const MAX_INBOUND_TEXT = 4_000;

/** A callback has a text, percent-encoded, and some forty short fields. */
const MAX_BODY_BYTES = 64 * 1024;

/** Files of one message: https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
const MAX_MEDIA = 10;

/** Incoming message: https://www.twilio.com/docs/messaging/guides/webhook-request */
const messageSchema = Type.Object({
  MessageSid: Type.String({ pattern: "^(SM|MM)[0-9a-fA-F]{32}$" }),
  From: Type.String({ minLength: 1, maxLength: 40 }),
  To: Type.String({ pattern: "^[A-Za-z0-9+ ]{1,40}$" }),
  Body: Type.Optional(Type.String()),
  NumMedia: Type.Optional(Type.String({ pattern: "^[0-9]{1,2}$" })),
});

/** Status callback: https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
const receiptSchema = Type.Object({
  MessageSid: Type.String({ pattern: "^(SM|MM)[0-9a-fA-F]{32}$" }),
  MessageStatus: Type.String({ pattern: "^[a-z_-]{1,40}$" }),
  ErrorCode: Type.Optional(Type.String({ pattern: "^[0-9]{0,6}$" })),
});

/** Their words for where a message is. */
export const STATES: Readonly<Record<string, DeliveryState>> = {
  accepted: "accepted",
  scheduled: "accepted",
  queued: "accepted",
  sending: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/**
 * Reads one callback whose signature was checked. Fields they add later are ignored; a field that we read must be as documented.
 * @throws ChannelInputError with the code of what is wrong
 */
export function readCallback(request: RawRequest, settings: Settings): readonly Inbound[] {
  const fields = Object.fromEntries(readFields(request));
  switch (request.subpath) {
    case "":
      return readMessage(check(messageSchema, fields), filesIn(fields, settings));
    case "receipts":
      return readReceipt(request.query[REFERENCE], check(receiptSchema, fields));
    default:
      throw new ChannelInputError("unknown_subpath");
  }
}

/**
 * The form that a callback is.
 * @throws ChannelInputError `too_long`, `not_a_form`, and those of `readFormBody`
 */
export function readFields({ headers, body }: RawRequest): ReadonlyMap<string, string> {
  if (body.byteLength > MAX_BODY_BYTES) throw new ChannelInputError("too_long");
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers["content-type"] ?? ""))
    throw new ChannelInputError("not_a_form");
  return readFormBody(body);
}

/** A message without text and files tells nothing and is dropped. */
function readMessage(
  fields: Static<typeof messageSchema>,
  awaits: readonly FileAt[],
): readonly Inbound[] {
  const from = toE164(fields.From);
  if (from === undefined) throw new ChannelInputError("bad_sender");
  const words = readText(fields.Body ?? "", MAX_INBOUND_TEXT);
  const text = [words, missingOf(fields, awaits.length)].filter((part) => part !== "").join("\n");
  if (text === "" && awaits.length === 0) return [];
  const message = { kind: "message", providerId: fields.MessageSid, from } as const;
  return [{ ...message, to: fields.To.trim(), text, ...(awaits.length === 0 ? {} : { awaits }) }];
}

/** The files of a message that are this account's own at Twilio; credentials would go anywhere else in vain, or to somebody else. */
function filesIn(fields: Readonly<Record<string, string>>, settings: Settings): readonly FileAt[] {
  const { NumMedia = "0" } = fields;
  const length = Math.min(Number(NumMedia) || 0, MAX_MEDIA);
  return Array.from({ length }, (_, n) => fields[`MediaUrl${String(n)}`] ?? "")
    .filter((url) => mediaUrl(url, settings) !== undefined)
    .map((source, n) => ({ name: `file ${String(n + 1)}`, source }));
}

/** Staff see that there was more than words. */
function missingOf({ NumMedia = "0" }: Static<typeof messageSchema>, awaited: number): string {
  const missing = Math.min(Number(NumMedia), MAX_MEDIA) - awaited;
  return missing <= 0 ? "" : `(attachments not kept: ${String(missing)})`;
}

/** Without our reference it is about a message that this installation did not send. */
function readReceipt(
  reference: string | undefined,
  { MessageStatus, ErrorCode = "" }: Static<typeof receiptSchema>,
): readonly Inbound[] {
  const state = Object.hasOwn(STATES, MessageStatus) ? STATES[MessageStatus] : undefined;
  if (state === undefined) throw new ChannelInputError("unknown_status");
  if (reference === undefined) return [];
  const reason = ErrorCode === "" ? MessageStatus : `${MessageStatus}: ${ErrorCode}`;
  return [
    { kind: "receipt", providerId: reference, state, ...(state === "failed" ? { reason } : {}) },
  ];
}

function check<Schema extends TSchema>(schema: Schema, fields: unknown): Static<Schema> {
  if (Value.Check(schema, fields)) return fields;
  const field = Value.Errors(schema, fields).First()?.path.slice(1) ?? "";
  throw new ChannelInputError(`bad_field_${field}`);
}
