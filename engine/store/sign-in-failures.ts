import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** Failed sign-ins against one account or from one address within one window of time. */
export type SignInFailuresDoc = {
  /** Keyed hash of the account or address, and the number of its window. */
  readonly _id: string;
  readonly count: number;
  readonly expiresAt: Date;
};

const signInFailuresSchema = new Schema({
  _id: { type: String, required: true },
  count: { type: Number, required: true },
  expiresAt: { type: Date, required: true },
});
signInFailuresSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Counters of failed sign-ins; MongoDB removes them when their window has passed. */
export const signInFailures = collection<SignInFailuresDoc>(
  "sign_in_failures",
  signInFailuresSchema,
  nothingPersonal("keyed hashes and counts"),
);

/** How often each key failed. */
export async function failuresOf(store: Store, keys: readonly string[]): Promise<number[]> {
  const found = await store
    .of(signInFailures)
    .find({ _id: operator({ $in: [...keys] }) })
    .lean<SignInFailuresDoc[]>();
  return keys.map((key) => found.find(({ _id }) => _id === key)?.count ?? 0);
}

/** Counts one more failure under each key. */
export async function countFailures(
  store: Store,
  keys: readonly string[],
  expiresAt: Date,
): Promise<void> {
  await store.of(signInFailures).bulkWrite(
    keys.map((key) => ({
      updateOne: {
        filter: { _id: key },
        update: { $inc: { count: 1 }, $setOnInsert: { expiresAt } },
        upsert: true,
      },
    })),
  );
}
