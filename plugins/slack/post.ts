import type { Outbound, PressAnswer } from "../../engine/channels/contract.js";
import type { Target } from "./settings.js";

/** What Slack calls our button. */
export const ACKNOWLEDGE = "acknowledge";

/** What stands on it. */
export const ACKNOWLEDGE_LABEL = "Acknowledge";

/** A channel by its id. Whoever is named otherwise is a team, and its posts go to the configured channel. */
const CHANNEL = /^[CG][A-Z0-9]{8,20}$/;

/** Longest text of one block: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const MAX_BLOCK_TEXT = 3_000;

/** In no text anything becomes bold, a link, a mention or a preview. */
const PLAIN = {
  mrkdwn: false,
  parse: "none",
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
};

/** A post. @param buttons whether presses come back to us, because then they can be told from those of others */
export function postOf(message: Outbound, target: Target, buttons: "buttons" | "none"): object {
  const { to, messageId, offers } = message;
  const channel = target.kind === "bot" ? { channel: CHANNEL.test(to) ? to : target.channel } : {};
  const text = shownText(message);
  const hasButton = buttons === "buttons" && offers === "acknowledge" && messageId !== undefined;
  const blocks = hasButton ? { blocks: [...sections(text), acknowledging(messageId)] } : {};
  return { ...channel, text: escaped(text), ...PLAIN, ...blocks };
}

/** An answer to a press: in place of the post, which loses its button, or to whoever pressed alone. */
export function answerOf({ text, under }: PressAnswer): object {
  if (under === undefined)
    return { response_type: "ephemeral", replace_original: false, text: escaped(text), ...PLAIN };
  const whole = `${shownText(under)}\n${text}`;
  return { replace_original: true, text: escaped(whole), ...PLAIN, blocks: sections(whole) };
}

/** A post for a team begins with its name. */
export function shownText({ to, text }: Pick<Outbound, "to" | "text">): string {
  return CHANNEL.test(to) ? text : `${to}: ${text}`;
}

/** A text as blocks, none longer than a block may be. */
function sections(text: string): readonly object[] {
  return pieces(text).map((piece) => ({
    type: "section",
    text: { type: "plain_text", text: piece, emoji: false },
  }));
}

function acknowledging(messageId: string): object {
  const label = { type: "plain_text", text: ACKNOWLEDGE_LABEL, emoji: false };
  const button = { type: "button", action_id: ACKNOWLEDGE, text: label, value: messageId };
  return { type: "actions", elements: [{ ...button, style: "primary" }] };
}

/** Cut so that no piece is too long once it is escaped, and no character is cut in half. */
function pieces(text: string): readonly string[] {
  const whole: string[] = [""];
  for (const character of text) {
    const next = escaped(character);
    const last = whole.at(-1) ?? "";
    if (last.length + next.length > MAX_BLOCK_TEXT) whole.push(next);
    else whole[whole.length - 1] = last + next;
  }
  return whole;
}

/** Three characters begin something in any text: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
