import {
  ChannelInputError,
  type ChannelIo,
  type CheckOutcome,
  defineChannel,
  type Outbound,
  type SendOutcome,
} from "../../engine/channels/contract.js";
import { isCarriable } from "../../engine/channels/text.js";
import { checkOutcome } from "../check-answer.js";
import { postOnce } from "../post-once.js";
import { referenceOf } from "../reference.js";
import { classify } from "./outcome.js";
import { type Settings, settingsSchema, type Target, targetOf } from "./settings.js";

/** Slack advises at most 4,000 characters; escaping makes at most five of one. */
const MAX_OUTBOUND_TEXT = 3_000;

/** A channel by its id. Whoever is named otherwise is a team, and its posts go to the configured channel. */
const CHANNEL = /^[CG][A-Z0-9]{8,20}$/;

/** Posts to a channel of Slack, for staff; patients are not reached by it. */
export const slackChannel = defineChannel({
  manifest: {
    id: "slack",
    version: "1.0.0",
    kind: "slack",
    name: "Slack",
    settings: settingsSchema,
    secrets: ["botToken", "webhookUrl"],
    capabilities: { inbound: false, outbound: true, maxLength: MAX_OUTBOUND_TEXT, receipts: [] },
    webhooks: [],
  },
  verify: () => ({ ok: false, why: "nothing_comes_in" }),
  receive: () => {
    throw new ChannelInputError("nothing_comes_in");
  },
  send,
  check,
});

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
    body: JSON.stringify(postOf(message, target)),
    timeoutMs: io.timeoutMs,
  });
  return classify(exchange, target.kind, referenceOf(message.attemptId));
}

/**
 * Plain text: nothing in it becomes bold, a link, a mention or a preview. The three characters that begin something in any text
 * are escaped: https://api.slack.com/reference/surfaces/formatting#escaping
 */
function postOf({ to, text }: Outbound, target: Target): object {
  const isChannel = CHANNEL.test(to);
  const channel = target.kind === "bot" ? { channel: isChannel ? to : target.channel } : {};
  return {
    ...channel,
    text: escaped(isChannel ? text : `${to}: ${text}`),
    mrkdwn: false,
    parse: "none",
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
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
