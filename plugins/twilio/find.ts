import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { FindOutcome, SentMessage } from "../../engine/channels/contract.js";
import type { Exchange } from "../post-once.js";
import { referenceOf } from "../reference.js";
import { STATES } from "./callbacks.js";
import { messagesUrl, type Settings } from "./settings.js";

/** A page of their list: https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
const listSchema = Type.Object({
  messages: Type.Array(
    Type.Object({
      body: Type.String(),
      from: Type.Union([Type.String(), Type.Null()]),
      to: Type.String(),
      status: Type.String(),
      date_created: Type.String(),
      error_code: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
});

/** The newest come first, and one person gets few messages in a minute. */
const PAGE_SIZE = 20;

/** Their clock and ours may differ by so much, and a request may be so long on its way. */
const [BEFORE_MS, AFTER_MS] = [60_000, 120_000];

/**
 * Where the last messages to one person are listed; undefined when this address must not receive the token. Not by date: a
 * message that waits at the provider has none yet.
 */
export function listUrl(settings: Settings, { to }: SentMessage): URL | undefined {
  const url = messagesUrl(settings);
  url?.searchParams.set("To", to);
  url?.searchParams.set("From", settings.from);
  url?.searchParams.set("PageSize", String(PAGE_SIZE));
  return url;
}

/**
 * Reads their list: the one message of these words to this person at this time is ours, since their list does not show our
 * reference. What is found is named by our reference, as its callbacks name it.
 */
export function foundIn(exchange: Exchange, sent: SentMessage, settings: Settings): FindOutcome {
  if (exchange.kind !== "answer") return { status: "unclear", why: exchange.why };
  if (exchange.status !== 200) return { status: "unclear", why: `http_${String(exchange.status)}` };
  const list = parsed(exchange.text);
  if (list === undefined) return { status: "unclear", why: "no_list" };
  const matching = list.messages.filter((one) => isSame(one, sent, settings));
  const [first, second] = matching;
  if (first !== undefined)
    return second === undefined ? found(first, sent) : { status: "unclear", why: "several" };
  const reachesBack =
    list.messages.length < PAGE_SIZE ||
    list.messages.some(({ date_created }) => Date.parse(date_created) < sent.at - BEFORE_MS);
  return reachesBack ? { status: "absent" } : { status: "unclear", why: "long_list" };
}

type Listed = Static<typeof listSchema>["messages"][number];

function found({ status, error_code }: Listed, { attemptId }: SentMessage): FindOutcome {
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (state === undefined) return { status: "unclear", why: "unknown_status" };
  const reason = error_code === null ? status : `${status}: ${String(error_code)}`;
  return {
    status: "found",
    state,
    providerId: referenceOf(attemptId),
    ...(state === "failed" ? { reason } : {}),
  };
}

function isSame(listed: Listed, { to, text, at }: SentMessage, { from }: Settings): boolean {
  const created = Date.parse(listed.date_created);
  return (
    listed.to === to &&
    listed.from === from &&
    listed.body === text &&
    created >= at - BEFORE_MS &&
    created <= at + AFTER_MS
  );
}

function parsed(text: string): Static<typeof listSchema> | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Value.Check(listSchema, list) ? list : undefined;
  } catch {
    return undefined;
  }
}
