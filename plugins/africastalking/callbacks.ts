import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  ChannelInputError,
  type DeliveryState,
  type Inbound,
  type RawRequest,
} from "../../engine/channels/contract.js";
import { readFormBody } from "../../engine/channels/form-body.js";
import { toE164 } from "../../engine/channels/phone.js";
import { readText } from "../../engine/channels/text.js";

/** Longest message of a person in UTF-16 units: some 26 joined SMS, far above what phones write. */
export const MAX_INBOUND_TEXT = 4_000;

/** A callback has a text, percent-encoded, and a few short fields. */
const MAX_BODY_BYTES = 64 * 1024;

const idSchema = Type.String({ pattern: "^[\\x21-\\x7e]{1,100}$" });

/** Incoming message: https://developers.africastalking.com/docs/sms/notifications, section Incoming messages. */
const messageSchema = Type.Object({
  id: idSchema,
  from: Type.String({ minLength: 1, maxLength: 40 }),
  to: Type.String({ pattern: "^[A-Za-z0-9+ ]{1,40}$" }),
  text: Type.String(),
});

/** Delivery report: same page, section Delivery reports. */
const receiptSchema = Type.Object({
  id: idSchema,
  status: Type.String({ pattern: "^[A-Za-z]{1,40}$" }),
  failureReason: Type.Optional(Type.String({ maxLength: 200 })),
});

/** Their words for where a message is. Absent and expired are no success; a later Success still wins. */
const STATES: Readonly<Record<string, DeliveryState>> = {
  Sent: "sent",
  Submitted: "sent",
  Buffered: "sent",
  Success: "delivered",
  Rejected: "failed",
  Failed: "failed",
  AbsentSubscriber: "failed",
  Expired: "failed",
};

/**
 * Reads one callback. Fields they add later are ignored; a field that we read must be as documented.
 * @throws ChannelInputError with the code of what is wrong
 */
export function readCallback(request: RawRequest): readonly Inbound[] {
  if (request.body.byteLength > MAX_BODY_BYTES) throw new ChannelInputError("too_long");
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new ChannelInputError("not_a_form");
  }
  const fields = Object.fromEntries(readFormBody(request.body));
  switch (request.subpath) {
    case "":
      return readMessage(check(messageSchema, fields));
    case "receipts":
      return [readReceipt(check(receiptSchema, fields))];
    default:
      throw new ChannelInputError("unknown_subpath");
  }
}

/** A message without text tells nothing and is dropped. */
function readMessage(fields: Static<typeof messageSchema>): readonly Inbound[] {
  const from = toE164(fields.from.startsWith("+") ? fields.from : `+${fields.from}`);
  if (from === undefined) throw new ChannelInputError("bad_sender");
  const text = readText(fields.text, MAX_INBOUND_TEXT);
  if (text === "") return [];
  return [{ kind: "message", providerId: fields.id, from, to: fields.to.trim(), text }];
}

function readReceipt({ id, status, failureReason }: Static<typeof receiptSchema>): Inbound {
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (state === undefined) throw new ChannelInputError("unknown_status");
  const words = [status, failureReason ?? ""].map((word) => readText(word, 200));
  return {
    kind: "receipt",
    providerId: id,
    state,
    ...(state === "failed" ? { reason: words.filter((word) => word !== "").join(": ") } : {}),
  };
}

function check<Schema extends TSchema>(schema: Schema, fields: unknown): Static<Schema> {
  if (Value.Check(schema, fields)) return fields;
  const field = Value.Errors(schema, fields).First()?.path.slice(1) ?? "";
  throw new ChannelInputError(`bad_field_${field}`);
}
