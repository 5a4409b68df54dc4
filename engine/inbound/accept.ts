import type { Endpoint, Inbound } from "../channels/contract.js";
import { CasewrightError } from "../protocol/errors.js";
import { type InboxEntry, storeInbound } from "../store/inbox.js";
import { applyReceipt } from "../store/messages.js";
import { isStoreDown } from "../store/down.js";
import type { Store } from "../store/store.js";
import { traceparent } from "../tracing/span.js";

/** Longest text of one message that is kept: ten joined SMS, or two pages of a mail. */
const MAX_TEXT = 4_000;

/** Ends a text of which the rest is not kept. */
const CUT = "\n(the rest of this message was not kept)";

/**
 * Takes what a provider handed over: messages into the inbox, journaled and once for ever; receipts onto their messages.
 * When this returns, everything is safe; a provider that repeats changes nothing.
 *
 * @returns how many messages were new
 * @throws CasewrightError `unavailable` when MongoDB is down; the provider is to send again
 */
export async function acceptInbound(
  store: Store,
  endpoint: Endpoint,
  inbound: readonly Inbound[],
  now: Date,
): Promise<{ readonly accepted: number }> {
  try {
    const messages = inbound.filter((item) => item.kind === "message");
    const accepted = await storeInbound(
      store,
      messages.map((message) => entryOf(endpoint, message)),
      now,
    );
    for (const item of inbound)
      if (item.kind === "receipt")
        await applyReceipt(store, {
          endpoint: endpoint.name,
          providerId: item.providerId,
          state: item.state,
          reason: item.reason ?? null,
          at: now,
        });
    return { accepted };
  } catch (error) {
    if (isStoreDown(error)) throw new CasewrightError("unavailable", { retryAfter: 10 });
    throw error;
  }
}

function entryOf(endpoint: Endpoint, message: Extract<Inbound, { kind: "message" }>): InboxEntry {
  const trace = traceparent();
  return {
    ...(trace === undefined ? {} : { trace }),
    endpoint: endpoint.name,
    channel: endpoint.plugin.manifest.id,
    providerId: message.providerId,
    from: message.from,
    text: kept(message.text.normalize("NFC")),
    name: message.name ?? null,
    data: message.data ?? null,
    about: message.about ?? null,
    automatic: message.automatic ?? false,
  };
}

/** Staff see that a text goes on; no character is cut in half. */
function kept(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  return text.slice(0, MAX_TEXT - CUT.length).replace(/[\ud800-\udbff]$/, "") + CUT;
}
