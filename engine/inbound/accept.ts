import type { Endpoint, Inbound } from "../channels/contract.js";
import { CasewrightError } from "../protocol/errors.js";
import { type InboxEntry, storeInbound } from "../store/inbox.js";
import { applyReceipt } from "../store/messages.js";
import { isStoreDown } from "../store/down.js";
import type { Store } from "../store/store.js";

/** Longest text of one message that is kept; providers join at most ten segments. */
const MAX_TEXT = 4_000;

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
  return {
    endpoint: endpoint.name,
    channel: endpoint.plugin.manifest.id,
    providerId: message.providerId,
    from: message.from,
    text: message.text.normalize("NFC").slice(0, MAX_TEXT),
    name: message.name ?? null,
    data: message.data ?? null,
  };
}
