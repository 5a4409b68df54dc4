import type { Endpoint, Inbound, MessageIn } from "../channels/contract.js";
import { MAX_FILES } from "../channels/file-limits.js";
import { CasewrightError } from "../protocol/errors.js";
import { type NewAttachment, storeAttachments } from "../store/attachments.js";
import { inboxId, type InboxEntry, storeInbound } from "../store/inbox.js";
import { applyReceipt } from "../store/messages.js";
import { storePress } from "../store/presses.js";
import { isStoreDown } from "../store/down.js";
import { traceparent } from "../tracing/span.js";
import { judgeFiles, toStore } from "./files.js";
import { judgeNow } from "./judge-now.js";
import type { AcceptTools } from "./tools.js";

/** Longest text of one message that is kept: ten joined SMS, or two pages of a mail. */
const MAX_TEXT = 4_000;

/** Ends a text of which the rest is not kept. */
const CUT = "\n(the rest of this message was not kept)";

/**
 * Takes what a provider handed over: messages into the inbox, journaled and once for ever; receipts onto their messages; presses
 * of buttons into a line of their own, each once.
 * When this returns, everything is safe; a provider that repeats changes nothing. A message that is urgent is marked, so that
 * it waits behind no other one.
 *
 * @returns how many messages were new
 * @throws CasewrightError `unavailable` when MongoDB is down; the provider is to send again
 */
export async function acceptInbound(
  tools: AcceptTools,
  endpoint: Endpoint,
  inbound: readonly Inbound[],
  now: Date,
): Promise<{ readonly accepted: number }> {
  const { store } = tools;
  try {
    const messages = inbound.filter((item) => item.kind === "message");
    const read = messages.map((message) => entryOf(tools, endpoint, message));
    // Before the messages: once a message is there, nobody brings its files again.
    for (const { entry, files } of read)
      await storeAttachments(store, {
        message: inboxId(entry.endpoint, entry.providerId),
        files,
        at: now,
      });
    const isUrgent = await judgeNow(tools, endpoint);
    const accepted = await storeInbound(
      store,
      read.map(({ entry }) => (isUrgent(entry) ? { ...entry, urgent: true } : entry)),
      now,
    );
    for (const item of inbound) {
      if (item.kind === "press") {
        const { providerId, message, from, answerAt = null } = item;
        await storePress(
          store,
          { endpoint: endpoint.name, providerId, message, from, answerAt },
          now,
        );
      }
      if (item.kind === "receipt")
        await applyReceipt(store, {
          endpoint: endpoint.name,
          providerId: item.providerId,
          state: item.state,
          reason: item.reason ?? null,
          at: now,
        });
    }
    return { accepted };
  } catch (error) {
    if (isStoreDown(error)) throw new CasewrightError("unavailable", { retryAfter: 10 });
    throw error;
  }
}

/** A message as the inbox takes it, and the files that are kept beside it. Of what a machine wrote none are. */
function entryOf(
  { scanner }: AcceptTools,
  endpoint: Endpoint,
  message: MessageIn,
): { readonly entry: InboxEntry; readonly files: readonly NewAttachment[] } {
  const trace = traceparent();
  const automatic = message.automatic ?? false;
  const { kept: there, words } = judgeFiles(automatic ? [] : (message.files ?? []));
  const files: readonly NewAttachment[] = [
    ...toStore(there, scanner),
    ...awaited(endpoint, message, MAX_FILES - there.length),
  ];
  const missing = words.map((line) => `\n${line}`).join("");
  const said = kept(message.text.normalize("NFC"), MAX_TEXT - missing.length - 1);
  const text = said === "" && files.length > 0 ? "(attachments only)" : said;
  const entry = {
    ...(trace === undefined ? {} : { trace }),
    endpoint: endpoint.name,
    channel: endpoint.plugin.manifest.id,
    providerId: message.providerId,
    from: message.from,
    to: [message.to, ...(message.alsoTo ?? [])],
    text: [text, missing]
      .filter((part) => part !== "")
      .join("\n")
      .trimStart(),
    name: message.name ?? null,
    data: message.data ?? null,
    about: message.about ?? null,
    automatic,
    ...(files.length === 0 ? {} : { files: files.length }),
  };
  return { entry, files };
}

/** Files that are fetched once the message is stored. */
function awaited(
  { name: endpoint }: Endpoint,
  { awaits = [], automatic }: MessageIn,
  room: number,
): readonly NewAttachment[] {
  if (automatic) return [];
  return awaits
    .slice(0, room)
    .map(({ name, source }) => ({ name, source, endpoint, state: "awaited" }));
}

/** Staff see that a text goes on; no character is cut in half. */
function kept(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return text.slice(0, limit - CUT.length).replace(/[\ud800-\udbff]$/, "") + CUT;
}
