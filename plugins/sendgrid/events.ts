import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import {
  ChannelInputError,
  type DeliveryState,
  type Inbound,
  type RawRequest,
} from "../../engine/channels/contract.js";
import { decodeUtf8 } from "../../engine/channels/form-body.js";
import { readLine } from "../../engine/channels/text.js";
import { REFERENCE } from "./mail.js";

/** SendGrid posts at the latest when 768 KB have come together. */
export const MAX_EVENTS_BYTES = 2 * 1024 * 1024;

/** Longest reason that is kept. */
const MAX_REASON = 200;

/** One event: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const eventSchema = Type.Object({
  event: Type.String(),
  [REFERENCE]: Type.String({ pattern: "^[\\x21-\\x7e]{1,200}$" }),
  reason: Type.Optional(Type.String()),
  response: Type.Optional(Type.String()),
});

/** Their words for where a mail is. A report of spam says that somebody has it; opens and clicks are not followed. */
const STATES: Readonly<Record<string, DeliveryState>> = {
  processed: "sent",
  deferred: "sent",
  delivered: "delivered",
  spamreport: "delivered",
  bounce: "failed",
  dropped: "failed",
};

/**
 * Reads a batch of events. Those of mails that this installation did not send, and kinds that tell nothing about delivery,
 * are left out.
 * @throws ChannelInputError `not_json`, `too_long`, `bad_encoding`, `bad_events`
 */
export function readEvents({ headers, body }: RawRequest): readonly Inbound[] {
  if (body.byteLength > MAX_EVENTS_BYTES) throw new ChannelInputError("too_long");
  if (!/^application\/json\s*(;|$)/i.test(headers["content-type"] ?? ""))
    throw new ChannelInputError("not_json");
  return eventsIn(decodeUtf8(body)).flatMap((event) =>
    Value.Check(eventSchema, event) ? receiptOf(event) : [],
  );
}

function eventsIn(text: string): readonly unknown[] {
  try {
    const events: unknown = JSON.parse(text);
    if (Array.isArray(events)) return events;
  } catch {
    // Refused below.
  }
  throw new ChannelInputError("bad_events");
}

function receiptOf(event: Static<typeof eventSchema>): readonly Inbound[] {
  const state = Object.hasOwn(STATES, event.event) ? STATES[event.event] : undefined;
  if (state === undefined) return [];
  const reason = state === "failed" ? { reason: reasonOf(event) } : {};
  return [{ kind: "receipt", providerId: event[REFERENCE], state, ...reason }];
}

function reasonOf({ event, reason, response }: Static<typeof eventSchema>): string {
  const words = (reason ?? response ?? "").toWellFormed().replaceAll("\0", " ");
  const line = readLine(Array.from(words).slice(0, MAX_REASON).join(""), 2 * MAX_REASON);
  return line === "" ? event : `${event}: ${line}`;
}
