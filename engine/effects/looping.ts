import { eventTypeOf } from "../store/events.js";
import type { MessageDoc } from "../store/messages.js";
import { receivedBefore } from "../store/sent-lately.js";
import type { EffectTools } from "./tools.js";

/** What one person writes at most in a while; people write more slowly, and machines do not stop. */
const MOST_LATELY = 20;

/** How far back what a person wrote is counted. */
const LATELY_MS = 10 * 60_000;

/**
 * Whether a person wrote so much lately that a machine of theirs and ours must be answering each other. What is urgent, and
 * what one of the staff wrote, is no machine's answer.
 */
export async function isLooping(tools: EffectTools, message: MessageDoc): Promise<boolean> {
  const { store, now, log } = tools;
  if (message.contact === "" || message.urgent === true) return false;
  const since = new Date(now() - LATELY_MS);
  const wrote = await receivedBefore(store, message, { since, limit: MOST_LATELY });
  if (wrote < MOST_LATELY || (await eventTypeOf(store, message)) === "acted") return false;
  log.error({ messageId: message._id, contact: message.contact }, "machines answer each other");
  return true;
}
