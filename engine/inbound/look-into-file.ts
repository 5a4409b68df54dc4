import { MAX_FILE_BYTES } from "../channels/file-limits.js";
import type { EffectTools } from "../effects/tools.js";
import { scan } from "../scanner/clamd.js";
import type { AttachmentDoc } from "../store/attachments.js";
import type { Store } from "../store/store.js";
import { type FileNews, moveFile, putOffFile, takeFile } from "../store/waiting-files.js";
import { judgeFile } from "./files.js";

/** Time that whoever takes a file has for it; far above what fetching or scanning takes. */
const TAKEN_MS = 180_000;

/** Time a provider has to give a file, and a scanner to look through one. */
const FETCH_MS = 60_000;
const SCAN_MS = 60_000;

/** Longest pause between two tries: a scanner that is back is soon used again. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** What a provider has not given by then is told to be lost. */
const GIVE_UP_MS = 24 * 3_600_000;

/** Takes the next file that waits and fetches or judges it. Returns whether there was one. */
export async function lookIntoNextFile(tools: EffectTools): Promise<boolean> {
  const { store, now, log } = tools;
  const at = now();
  const file = await takeFile(store, { now: new Date(at), until: new Date(at + TAKEN_MS) });
  if (file === null) return false;
  try {
    const why = await (file.state === "awaited" ? fetched(tools, file) : judged(tools, file));
    if (why !== null) {
      log.warn({ file: file._id, why, tries: file.tries }, "file set back");
      await again(tools, file);
    }
  } catch (error) {
    const code = error instanceof Error ? error.name : "unknown";
    log.warn({ file: file._id, code, tries: file.tries }, "file set back");
    await again(tools, file);
  }
  return true;
}

async function again({ store, now }: EffectTools, file: AttachmentDoc): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(20, file.tries ?? 0));
  await putOffFile(store, file, new Date(now() + pause));
}

/** Why a file is to be looked at again; null when it is not. */
type Again = string | null;

/** Fetches a file from the provider that keeps it. */
async function fetched(tools: EffectTools, file: AttachmentDoc): Promise<Again> {
  const { store, now } = tools;
  const { plugin, settings = {} } = tools.endpoints.get(file.endpoint ?? "") ?? {};
  if (plugin?.fetchFile === undefined)
    return lost(tools, file, "its channel is not set up any more");
  const outcome = await plugin.fetchFile(file.source ?? "", settings, {
    timeoutMs: FETCH_MS,
    maxBytes: MAX_FILE_BYTES,
  });
  if (outcome.status === "refused") return lost(tools, file, outcome.why);
  if (outcome.status === "later") {
    const isOver = now() - file.at.getTime() > GIVE_UP_MS;
    return isOver ? lost(tools, file, outcome.why) : outcome.why;
  }
  const kept = judgeFile({ name: file.name, bytes: outcome.bytes });
  if (typeof kept === "string") return lost(tools, file, kept);
  const { name, type, bytes } = kept;
  return moved(store, file, {
    ...{ name, type, size: bytes.byteLength, content: Buffer.from(bytes).toString("base64") },
    ...(tools.scanner === undefined ? {} : { state: "unchecked", lookAt: new Date(now()) }),
  });
}

async function lost({ store, log }: EffectTools, file: AttachmentDoc, why: string): Promise<Again> {
  log.error({ file: file._id, why }, "a file that came with a message is lost");
  return moved(store, file, { state: "lost", why });
}

/** Its message went to its case while the file was away: what it is now is sealed under that case's key. */
async function moved(store: Store, file: AttachmentDoc, news: FileNews): Promise<Again> {
  return (await moveFile(store, file, news)) ? null : "went_to_its_case";
}

/** Has a file judged. Nobody gets it before, however long that takes. */
async function judged({ store, scanner, log }: EffectTools, file: AttachmentDoc): Promise<Again> {
  if (scanner === undefined) return "scanner_off";
  const verdict = await scan(scanner, Buffer.from(file.content, "base64"), SCAN_MS);
  if (verdict.status === "unclear") return verdict.why;
  if (verdict.status === "found") {
    log.error({ file: file._id, found: verdict.name }, "a file was refused by the virus scanner");
    return moved(store, file, { state: "refused", why: verdict.name, content: "" });
  }
  return moved(store, file, {});
}
