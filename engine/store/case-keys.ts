import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Models, operator, type Session, type Store } from "./store.js";

/**
 * The data key of one case or contact, or of what belongs to nobody, wrapped. `wrapped` is null once the key is destroyed; the row stays, so that no new key can
 * take its place.
 */
export type CaseKeyDoc = {
  /** The id of the case or contact; `installation:…` for what belongs to nobody. */
  _id: string;
  /** Which DATA_KEY wraps it: a name that tells nothing about the key itself. */
  wrappedBy: string;
  wrapped: string | null;
  destroyedAt: Date | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  wrappedBy: { type: String, required: true },
  wrapped: { type: String, default: null },
  destroyedAt: { type: Date, default: null },
});
/** Finds what a rotation has still to do, and which keys are in use, without reading every row. */
schema.index({ wrappedBy: 1, destroyedAt: 1 });

export const caseKeyCollection = collection<CaseKeyDoc>(
  "case_keys",
  schema,
  nothingPersonal("wrapped keys; ids are opaque"),
);

/** The key row of a case; null when there never was one. */
export async function caseKey(store: Models, id: string): Promise<CaseKeyDoc | null> {
  return store.of(caseKeyCollection).findById(id).lean<CaseKeyDoc>();
}

/** The key rows of some cases, in no order. */
export async function caseKeys(store: Models, ids: readonly string[]): Promise<CaseKeyDoc[]> {
  return store
    .of(caseKeyCollection)
    .find({ _id: operator({ $in: [...ids] }) })
    .lean<CaseKeyDoc[]>();
}

/** The key row of a case, made from the offer when there is none. Of two that offer at once both get the same row. */
export async function caseKeyOrOffer(
  store: Models,
  offer: Pick<CaseKeyDoc, "_id" | "wrappedBy" | "wrapped">,
): Promise<CaseKeyDoc> {
  const { _id, wrappedBy, wrapped } = offer;
  return store
    .of(caseKeyCollection)
    .findOneAndUpdate(
      { _id },
      { $setOnInsert: { wrappedBy, wrapped, destroyedAt: null } },
      { upsert: true, returnDocument: "after" },
    )
    .lean<CaseKeyDoc>();
}

/** Forgets the key of a case for ever, also when it never had one. What it sealed can then be read by nobody. */
export async function destroyCaseKey(
  store: Store,
  id: string,
  at: Date,
  session?: Session,
): Promise<void> {
  await store
    .of(caseKeyCollection)
    .updateOne(
      { _id: id },
      { $set: { wrapped: null, destroyedAt: at }, $setOnInsert: { wrappedBy: "" } },
      { upsert: true, ...(session ? { session } : {}) },
    );
}

/** The names of all DATA_KEYs that wrap a key in use. */
export async function wrappersInUse(store: Store): Promise<readonly string[]> {
  return store.of(caseKeyCollection).distinct("wrappedBy", { destroyedAt: null });
}

/** Some keys that a DATA_KEY wraps; after they are rewrapped the same call gives the next. */
export async function keysWrappedBy(
  store: Store,
  wrappedBy: string,
  limit: number,
): Promise<readonly CaseKeyDoc[]> {
  return store
    .of(caseKeyCollection)
    .find({ wrappedBy, destroyedAt: null })
    .limit(limit)
    .lean<CaseKeyDoc[]>();
}

/** Replaces wrappings that are still as they were read; a key that was destroyed meanwhile stays destroyed. */
export async function replaceWrappings(
  store: Store,
  from: string,
  keys: readonly Pick<CaseKeyDoc, "_id" | "wrappedBy" | "wrapped">[],
): Promise<void> {
  await store.of(caseKeyCollection).bulkWrite(
    keys.map(({ _id, wrappedBy, wrapped }) => ({
      updateOne: {
        filter: { _id, wrappedBy: from, wrapped: operator({ $ne: null }) },
        update: { $set: { wrappedBy, wrapped } },
      },
    })),
    { ordered: false },
  );
}
