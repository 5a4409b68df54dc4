import { CasewrightError } from "../protocol/errors.js";
import { attachmentCollection } from "./attachments.js";
import { caseCollection, type CaseDoc } from "./cases.js";
import { destroyCaseKey } from "./case-keys.js";
import { contactCollection } from "./contacts.js";
import { links } from "./links.js";
import { messageCollection } from "./messages.js";
import { operator, type Store } from "./store.js";

/** What is known of a case without opening anything of it: enough to decide whether it may be erased. */
export type CaseOutline = Pick<CaseDoc, "_id" | "status" | "contact" | "erasedAt" | "heldAt">;

const OUTLINE = { status: 1, contact: 1, erasedAt: 1, heldAt: 1 } as const;

/** The outline of a case; null when nothing has been committed for this id. */
export async function caseOutline(store: Store, id: string): Promise<CaseOutline | null> {
  return store.of(caseCollection).findById(id, OUTLINE).lean<CaseOutline>();
}

/** The outlines of all cases of a contact. */
export async function outlinesOf(store: Store, contact: string): Promise<CaseOutline[]> {
  return store.of(caseCollection).find({ contact }, OUTLINE).lean<CaseOutline[]>();
}

/** Which of these cases have been erased. */
export async function erasedAmong(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const erased = await store
    .of(caseCollection)
    .find({ _id: operator({ $in: [...ids] }), erasedAt: operator({ $ne: null }) }, { _id: 1 })
    .lean<Pick<CaseDoc, "_id">[]>();
  return new Set(erased.map(({ _id }) => _id));
}

/**
 * Destroys the key of a case, and with it everything that was sealed under it, here and in Temporal; its rows stay, so that the log
 * still verifies. Its attachments go, links to it stop working, and nobody looks into its messages any more. The case must not run
 * any more: it could never end.
 * @throws CasewrightError case_held, and nothing is erased then
 */
export async function eraseCaseData(store: Store, id: string, at: Date): Promise<void> {
  await store.transaction(async (session) => {
    const erased = await store
      .of(caseCollection)
      .updateOne({ _id: id, heldAt: null }, { $set: { erasedAt: at } }, { session });
    if (erased.matchedCount === 0) throw new CasewrightError("case_held");
    await destroyCaseKey(store, id, at, session);
    await store.of(links).deleteMany({ caseId: id }, { session });
    await store.of(attachmentCollection).deleteMany({ caseId: id }, { session });
    await store
      .of(messageCollection)
      .updateMany({ caseId: id }, { $unset: { lookAt: 1 } }, { session });
  });
  store.keys.forget(id);
}

/** Removes a contact and destroys its key. Whoever writes from the same address later is somebody new. */
export async function eraseContactData(store: Store, id: string, at: Date): Promise<void> {
  await store.transaction(async (session) => {
    await destroyCaseKey(store, id, at, session);
    await store.of(contactCollection).deleteOne({ _id: id }, { session });
  });
  store.keys.forget(id);
}
