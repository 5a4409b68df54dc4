import { caseDoc } from "./cases.js";
import { type InboxDoc, inboxCollection } from "./inbox.js";
import type { Session, Store } from "./store.js";

/** Messages that could not be handed over and wait for a person, the oldest first. */
export async function messagesSetAside(store: Store, limit: number): Promise<InboxDoc[]> {
  return store
    .of(inboxCollection)
    .find({ state: "dead" })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean<InboxDoc[]>();
}

/** Why a message is set aside that its case was let past. */
const SKIPPED = "skipped";

/** Sets a message aside that its case could not take and was let past. */
export async function setSkippedAside(
  store: Store,
  { message, caseId, at }: { readonly message: string; readonly caseId: string; readonly at: Date },
  session: Session,
): Promise<void> {
  await store
    .of(inboxCollection)
    .updateOne(
      { _id: message, caseId },
      { $set: { state: "dead", why: SKIPPED, setAsideAt: at } },
      { session },
    );
}

/** How many they are. */
export async function countSetAside(store: Store): Promise<number> {
  return store.of(inboxCollection).countDocuments({ state: "dead" });
}

/**
 * Puts a message that was set aside into the line again. What was said after it has meanwhile gone ahead: a case that has heard
 * that would take its number for a repeat, so it goes through the line as if it had come now.
 * @returns whether it was set aside
 */
export async function takeUpAgain(store: Store, id: string, now: Date): Promise<boolean> {
  const row = await store.of(inboxCollection).findOne({ _id: id, state: "dead" }).lean<InboxDoc>();
  if (!row) return false;
  const kept = { state: "bound" as const };
  const anew = { ...{ state: "new" as const, conversation: null, number: null }, caseId: null };
  const members = (await keepsItsNumber(store, row)) ? kept : anew;
  const { modifiedCount } = await store
    .of(inboxCollection)
    .updateOne(
      { _id: id, state: "dead" },
      { $set: { ...members, tries: 0, notBefore: now }, $unset: { why: 1, setAsideAt: 1 } },
    );
  return modifiedCount === 1;
}

/** Whether it has a number that its case, or the one that it opens, still waits for. */
async function keepsItsNumber(
  store: Store,
  { conversation, number, caseId, opens }: InboxDoc,
): Promise<boolean> {
  if (conversation === null || number === null) return false;
  if (opens || caseId === null) return true;
  const seen = (await caseDoc(store, caseId))?.state.seen[conversation] ?? 0;
  return seen < number;
}
