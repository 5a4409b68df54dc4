import { type AttachmentDoc, attachmentCollection, type FileState } from "./attachments.js";
import { messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/**
 * Takes a file that is to be fetched or judged; null when none is due. Of all who try only one gets it; if that one dies, it is due
 * again at `until`.
 */
export async function takeFile(
  store: Store,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<AttachmentDoc | null> {
  return store
    .of(attachmentCollection)
    .findOneAndUpdate(
      { lookAt: operator({ $lte: now }) },
      { $set: { lookAt: until }, $inc: { tries: 1 } },
      { sort: { lookAt: 1 }, returnDocument: "after" },
    )
    .lean<AttachmentDoc>();
}

/** Puts a file off until it is looked at again, unless somebody else has taken it since. It may have gone to its case. */
export async function putOffFile(
  store: Store,
  { _id, lookAt }: AttachmentDoc,
  at: Date,
): Promise<void> {
  if (lookAt === undefined) return;
  await store.of(attachmentCollection).updateOne({ _id, lookAt }, { $set: { lookAt: at } });
}

/** What has become of a file. */
export type FileNews = {
  /** Absent when it may be opened. */
  readonly state?: FileState;
  readonly why?: string;
  /** When the next look is due; absent for never. */
  readonly lookAt?: Date;
} & Partial<Pick<AttachmentDoc, "name" | "type" | "size" | "content">>;

/**
 * Writes what has become of a file, and lets the screens of its case know. A file that has meanwhile gone to its case, or has gone
 * with it, is left alone: then false, and it is to be looked at again.
 */
export async function moveFile(
  store: Store,
  { _id, caseId, state, message }: AttachmentDoc,
  news: FileNews,
): Promise<boolean> {
  const members = Object.entries({ state: undefined, why: undefined, lookAt: undefined, ...news });
  const [set, gone] = [true, false].map((is) =>
    Object.fromEntries(members.filter(([, value]) => (value !== undefined) === is)),
  );
  const unset = Object.fromEntries(Object.keys(gone ?? {}).map((name) => [name, 1 as const]));
  const { modifiedCount } = await store
    .of(attachmentCollection)
    .updateOne(
      { _id, caseId, state: state ?? operator({ $exists: false }) },
      { $set: { caseId, tries: 0, ...set }, $unset: unset },
    );
  if (modifiedCount === 1 && caseId !== null)
    await store
      .of(messageCollection)
      .updateOne({ _id: message, caseId }, { $set: { updatedAt: new Date() } });
  return modifiedCount === 1;
}

/** Files that wait to be fetched or judged, and since when. */
export async function waitingFiles(
  store: Store,
): Promise<{ readonly waiting: number; readonly oldest: Date | null }> {
  const model = store.of(attachmentCollection);
  const due = { lookAt: operator({ $exists: true }) };
  const waiting = await model.countDocuments(due);
  const oldest = await model
    .findOne(due, { at: 1 })
    .sort({ at: 1 })
    .lean<Pick<AttachmentDoc, "at">>();
  return { waiting, oldest: oldest?.at ?? null };
}
