import {
  type ChannelIo,
  type CheckOutcome,
  defineChannel,
  type Outbound,
  type PressAnswer,
  type RawRequest,
  type SendOutcome,
  type ShownMessage,
  type Verification,
} from "../../engine/channels/contract.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import { isCarriable } from "../../engine/channels/text.js";
import type { Preview } from "../../engine/definition/preview.js";
import { checkOutcome } from "../check-answer.js";
import { postOnce } from "../post-once.js";
import { referenceOf } from "../reference.js";
import { classify } from "./outcome.js";
import { ACKNOWLEDGE_LABEL, answerOf, postOf, shownText } from "./post.js";
import { readPress } from "./press.js";
import { answerUrl, type Settings, settingsSchema, targetOf } from "./settings.js";
import { isSigned } from "./signature.js";

/** Slack advises at most 4,000 characters; escaping makes at most five of one. */
const MAX_OUTBOUND_TEXT = 3_000;

/** Posts to a channel of Slack, for staff, who acknowledge alerts there; patients are not reached by it. */
export const slackChannel = defineChannel({
  manifest: {
    id: "slack",
    version: "1.1.0",
    kind: "slack",
    name: "Slack",
    settings: settingsSchema,
    secrets: ["botToken", "webhookUrl", "signingSecret", "endpointSecret"],
    capabilities: { inbound: false, outbound: true, maxLength: MAX_OUTBOUND_TEXT, receipts: [] },
    webhooks: [{ subpath: "presses", method: "POST", purpose: "presses" }],
  },
  verify,
  receive: readPress,
  send,
  answerPress,
  preview,
  check,
});

/** Without a signing secret nobody can be told from anybody else, and nothing comes in. */
function verify(
  request: RawRequest,
  { signingSecret, endpointSecret }: Settings,
  now: number,
): Verification {
  if (request.method !== "POST") return { ok: false, why: "not_a_post" };
  if (!isSameSecret(request.endpoint, endpointSecret)) return { ok: false, why: "other_address" };
  if (signingSecret === undefined) return { ok: false, why: "nothing_comes_in" };
  return isSigned(request, signingSecret, now) ? { ok: true } : { ok: false, why: "not_signed" };
}

async function send(message: Outbound, settings: Settings, io: ChannelIo): Promise<SendOutcome> {
  const refusal = refusalOf(message);
  if (refusal !== undefined) return { status: "rejected", code: refusal, why: refusal };
  const target = targetOf(settings);
  if ("missing" in target) return { status: "misconfigured", why: `needs_${target.missing}` };
  const exchange = await postOnce({
    url: target.url,
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(target.kind === "bot" ? { authorization: `Bearer ${target.token}` } : {}),
    },
    body: JSON.stringify(
      postOf(message, target, settings.signingSecret === undefined ? "none" : "buttons"),
    ),
    timeoutMs: io.timeoutMs,
  });
  return classify(exchange, target.kind, referenceOf(message.attemptId));
}

/** No token goes along: the address alone lets write, and only to the post of the press. */
async function answerPress(
  answer: PressAnswer,
  settings: Settings,
  { timeoutMs }: ChannelIo,
): Promise<SendOutcome> {
  const url = answerUrl(answer.answerAt, settings);
  if (url === undefined) return { status: "misconfigured", why: "foreign_address" };
  const headers = { "content-type": "application/json; charset=utf-8" };
  const body = JSON.stringify(answerOf(answer));
  return classify(await postOnce({ url, headers, body, timeoutMs }), "webhook", "answer");
}

/** The post as the team reads it: whose it is stands before its words. */
function preview(message: ShownMessage, settings: Settings): Preview {
  const canPress = message.offers === "acknowledge" && settings.signingSecret !== undefined;
  const notes = [
    ...(message.text.length > MAX_OUTBOUND_TEXT
      ? [`Slack takes ${String(MAX_OUTBOUND_TEXT)} characters; this is longer and is not sent.`]
      : []),
    ...(settings.signingSecret === undefined
      ? ["Nobody can acknowledge it in Slack: no signing secret is set."]
      : []),
  ];
  return {
    text: shownText(message),
    ...(canPress ? { buttons: [ACKNOWLEDGE_LABEL] } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** One channel only; a team's name is one line. */
function refusalOf({ to, text }: Outbound): string | undefined {
  if (to === "" || to.length > 200 || /^[CG#][A-Z0-9]{8,20}\s*,|\p{Cc}/u.test(to))
    return "bad_team";
  if (!isCarriable(text) || !isCarriable(to)) return "bad_characters";
  if (text.trim() === "") return "empty";
  return text.length > MAX_OUTBOUND_TEXT ? "too_long" : undefined;
}

/** Asks who the bot is; a webhook can only be tried by a post. https://api.slack.com/methods/auth.test */
async function check(settings: Settings, { timeoutMs }: ChannelIo): Promise<CheckOutcome> {
  const target = targetOf(settings);
  if ("missing" in target) return { status: "failed", why: `needs_${target.missing}` };
  if (target.kind === "webhook") return { status: "unchecked" };
  const url = new URL("/api/auth.test", target.url);
  const headers = { authorization: `Bearer ${target.token}` };
  const exchange = await postOnce({ url, headers, body: "", timeoutMs });
  const isKnown = exchange.kind === "answer" && /^\{"ok":true[,}]/.test(exchange.text);
  const outcome = checkOutcome(exchange);
  return outcome.status === "ok" && !isKnown ? { status: "failed", why: "credentials" } : outcome;
}
