import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { collection, operator, type Store } from "./store.js";

/** A write that a caller named with an Idempotency-Key. */
export type IdempotencyKeyDoc = {
  /** Opaque: from user, route and key. */
  readonly _id: string;
  /** Keyed hash of what was asked. */
  readonly asked: string;
  /** The answer, null while the write runs or when its outcome is not known. */
  readonly answer: string | null;
  /** Until then somebody is at it; afterwards a repeat may try again. */
  readonly leasedUntil: Date;
  readonly expiresAt: Date;
};

const idempotencyKeysSchema = new Schema({
  _id: { type: String, required: true },
  asked: { type: String, required: true },
  answer: { type: String, default: null },
  leasedUntil: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
});
idempotencyKeysSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Named writes with their answers, for 24 hours. */
export const idempotencyKeys = collection<IdempotencyKeyDoc>(
  "idempotency_keys",
  idempotencyKeysSchema,
  {
    keyOf: null,
    members: { asked: "clear", answer: "sealed", leasedUntil: "clear", expiresAt: "clear" },
  },
);

/**
 * Losing one of these in a crash costs nothing: the write behind it recognises its request id by itself. So they need
 * not wait for the journal, which is most of a write's time.
 */
const QUICK = { writeConcern: { w: 1, j: false } } as const;

/** Whether the caller goes on with the write, or what stands in the way. */
export type KeyClaim =
  { readonly kind: "claimed" } | { readonly kind: "known"; readonly doc: IdempotencyKeyDoc };

/** Claims a key for one write. A lease that has run out is taken over. */
export async function claimKey(
  store: Store,
  claim: Omit<IdempotencyKeyDoc, "answer">,
  now: Date,
): Promise<KeyClaim> {
  const keys = store.of(idempotencyKeys);
  const extended = { $set: { leasedUntil: claim.leasedUntil } };
  try {
    await keys.bulkWrite([{ insertOne: { document: { ...claim, answer: null } } }], QUICK);
    return { kind: "claimed" };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const { _id, asked } = claim;
  const lapsed = { _id, asked, answer: null, leasedUntil: operator({ $lte: now.getTime() }) };
  const taken = await keys.updateOne(lapsed, extended, QUICK);
  if (taken.modifiedCount === 1) return { kind: "claimed" };
  const doc = await keys.findById(claim._id).lean<IdempotencyKeyDoc>();
  return doc ? { kind: "known", doc } : claimKey(store, claim, now);
}

/** Keeps the answer of a claimed write. */
export async function keepAnswer(store: Store, id: string, answer: string): Promise<void> {
  await store.of(idempotencyKeys).updateOne({ _id: id }, { $set: { answer } }, QUICK);
}

/** Gives a key back whose write was refused: the caller may use it for a corrected request. */
export async function forgetKey(store: Store, id: string): Promise<void> {
  await store.of(idempotencyKeys).deleteOne({ _id: id, answer: null }, QUICK);
}

/** Ends the lease of a write whose outcome is not known, so that the caller may repeat it at once. */
export async function releaseKey(store: Store, id: string, now: Date): Promise<void> {
  await store
    .of(idempotencyKeys)
    .updateOne({ _id: id, answer: null }, { $set: { leasedUntil: now } }, QUICK);
}

/** The key as it is now, or null. */
export async function keyById(store: Store, id: string): Promise<IdempotencyKeyDoc | null> {
  return store.of(idempotencyKeys).findById(id).lean<IdempotencyKeyDoc>();
}
