import { createHash } from "node:crypto";
import { type ClientSession, Schema } from "mongoose";
import { collection, operator, type Store } from "./store.js";
import { keepWatching, type Watch } from "./watch.js";

/** A file that came with a message, or with the opening of a case. Sealed under the key of its case as soon as it has one. */
export type AttachmentDoc = {
  /** Made of the message and the place, so that a repeat of the message is known again. */
  _id: string;
  /** Id of the message, in the inbox and in its case; the id of the case for what came with its opening. */
  message: string;
  /** Place among the files that came together, from 0. */
  place: number;
  caseId: string | null;
  name: string;
  /** MIME type, by its bytes. */
  type: string;
  /** Bytes. */
  size: number;
  /** The bytes in base64. */
  content: string;
  at: Date;
  /** Why nobody may open it yet, or ever; absent when it may be opened. */
  state?: FileState;
  /** Words for staff, or what a scanner found. */
  why?: string;
  /** Endpoint that the file is fetched from, and by what; only of one that was not there with its message. */
  endpoint?: string;
  source?: string;
  /** When it is to be fetched or judged; absent when there is nothing to do. */
  lookAt?: Date;
  /** Tries of what is to be done. */
  tries?: number;
  /** When it goes unless a case has taken what it came with; null once one has. */
  goesAt: Date | null;
};

/** `awaited` is at its provider, `unchecked` was not judged yet, a scanner has `refused` it, `lost` was never got. */
export type FileState = "awaited" | "unchecked" | "refused" | "lost";

const schema = new Schema({
  _id: { type: String, required: true },
  message: { type: String, required: true },
  place: { type: Number, required: true },
  caseId: { type: String, default: null },
  name: { type: String, required: true },
  type: { type: String, required: true },
  size: { type: Number, required: true },
  content: { type: String, default: "" },
  state: { type: String },
  why: { type: String },
  endpoint: { type: String },
  source: { type: String },
  lookAt: { type: Date },
  tries: { type: Number },
  at: { type: Date, required: true },
  goesAt: { type: Date, default: null },
});
schema.index({ message: 1 });
schema.index({ caseId: 1 });
schema.index({ goesAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ lookAt: 1 }, { sparse: true });

export const attachmentCollection = collection<AttachmentDoc>("attachments", schema, {
  keyOf: "caseId",
  members: {
    message: "clear",
    place: "clear",
    caseId: "clear",
    name: "sealed",
    type: "clear",
    size: "clear",
    content: "sealed",
    state: "clear",
    why: "clear",
    endpoint: "clear",
    source: "sealed",
    lookAt: "clear",
    tries: "clear",
    at: "clear",
    goesAt: "clear",
  },
});

/** A file as it comes in. One without bytes has to be fetched. */
export type NewAttachment = Pick<AttachmentDoc, "name" | "state" | "endpoint" | "source"> & {
  readonly type?: string;
  readonly bytes?: Uint8Array;
};

/** Files that come together. */
export type NewAttachments = Pick<AttachmentDoc, "message" | "at"> & {
  /** The case that they are sealed for, where it is known already. */
  readonly caseId?: string | null;
  readonly files: readonly NewAttachment[];
};

/** An attachment without what is in it. */
export type AttachmentRow = Omit<AttachmentDoc, "content" | "source">;

/** What a file is whose bytes nobody has seen. */
const UNKNOWN_TYPE = "application/octet-stream";

/** What belongs to no case after this time was part of a message that needed none, or of one that was never stored. */
const UNCLAIMED_MS = 30 * 24 * 3_600_000;

/** Stores the files of a message, each once for ever. The message itself is to be stored after them. */
export async function storeAttachments(
  store: Store,
  { message, caseId = null, files, at }: NewAttachments,
): Promise<void> {
  const goesAt = new Date(at.getTime() + UNCLAIMED_MS);
  for (const [place, { type = UNKNOWN_TYPE, bytes = NO_BYTES, ...file }] of files.entries()) {
    const content = Buffer.from(bytes).toString("base64");
    const size = bytes.byteLength;
    const waits = file.state === undefined ? {} : { lookAt: at, tries: 0 };
    const members = { message, place, caseId, type, size, content, ...file, ...waits };
    await store
      .of(attachmentCollection)
      .updateOne(
        { _id: idOf(message, place) },
        { $setOnInsert: { ...members, at, goesAt } },
        { upsert: true },
      );
  }
}

/** Gives the files of a message to the case that has the message: from here on they are sealed under its key. */
export async function giveAttachments(
  store: Store,
  message: string,
  caseId: string,
): Promise<void> {
  const model = store.of(attachmentCollection);
  for (;;) {
    const rows = await model
      .find({ message, caseId: operator({ $ne: caseId }) })
      .lean<AttachmentDoc[]>();
    if (rows.length === 0) return;
    // One that has meanwhile been fetched or judged is read again: its bytes are others now.
    for (const { _id, caseId: from, state, name, content, source } of rows)
      await model.updateOne(
        { _id, caseId: from, state: state ?? operator({ $exists: false }) },
        {
          $set: {
            caseId,
            name,
            content,
            ...(source === undefined ? {} : { source }),
            goesAt: null,
          },
        },
      );
  }
}

/** What came with the opening of a case stays, as of the transaction that writes the case. */
export async function keepOpeningFiles(
  store: Store,
  caseId: string,
  session: ClientSession,
): Promise<void> {
  await store
    .of(attachmentCollection)
    .updateMany({ message: caseId, caseId }, { $set: { goesAt: null } }, { session });
}

const NO_BYTES = new Uint8Array();

/** Calls back for every new file, as long as MongoDB lets us watch. */
export function watchAttachments(store: Store, ring: () => void): Watch {
  const inserts = [
    { $match: { operationType: "insert" } },
    { $project: { "fullDocument.content": 0 } },
  ];
  return keepWatching(
    () => store.of(attachmentCollection).watch(inserts, { hydrate: false }),
    ring,
  );
}

/** The attachments of a case, in the order of their messages' files. */
export async function attachmentsOf(store: Store, caseId: string): Promise<AttachmentRow[]> {
  return store
    .of(attachmentCollection)
    .find({ caseId }, { content: 0, source: 0 })
    .sort({ message: 1, place: 1 })
    .lean<AttachmentRow[]>();
}

/** An attachment of a case, whole. */
export async function attachmentOf(
  store: Store,
  caseId: string,
  id: string,
): Promise<AttachmentDoc | null> {
  return store.of(attachmentCollection).findOne({ _id: id, caseId }).lean<AttachmentDoc>();
}

function idOf(message: string, place: number): string {
  return createHash("sha256")
    .update(JSON.stringify([message, place]))
    .digest("base64url")
    .slice(0, 22);
}
