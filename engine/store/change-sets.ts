import { Schema } from "mongoose";
import type { KeptChange } from "../protocol/change-set.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** What one person has changed in the definitions and not published. */
export type ChangeSetDoc = {
  /** The person. */
  _id: string;
  /** From 1, one more with every write. */
  revision: number;
  /** Number of the release on which it was begun. */
  release: number;
  steps: KeptChange[];
  /** So many of the steps count; the rest is undone. */
  done: number;
  at: Date;
};

/** As it is stored: the steps as JSON text, because names in definitions are no names of fields. */
type Stored = Omit<ChangeSetDoc, "steps"> & { steps: string };

export const changeSetCollection = collection<Stored>(
  "change_sets",
  new Schema({
    _id: { type: String, required: true },
    revision: { type: Number, required: true },
    release: { type: Number, required: true },
    steps: { type: String, required: true },
    done: { type: Number, required: true },
    at: { type: Date, required: true },
  }),
  nothingPersonal("ids of staff, parts of definitions"),
);

/** The change set of a person; null as long as there is none. */
export async function changeSetOf(store: Store, person: string): Promise<ChangeSetDoc | null> {
  const stored = await store.of(changeSetCollection).findById(person).lean<Stored>();
  return stored && { ...stored, steps: JSON.parse(stored.steps) as KeptChange[] };
}

/** Writes the change set of a person in place of the revision before. False when that is not the one that is there. */
export async function writeChangeSet(store: Store, next: ChangeSetDoc): Promise<boolean> {
  const { _id, revision, ...content } = { ...next, steps: JSON.stringify(next.steps) };
  if (revision === 1) return begin(store, { _id, revision, ...content });
  const { modifiedCount } = await store
    .of(changeSetCollection)
    .updateOne({ _id, revision: revision - 1 }, { $set: { revision, ...content } });
  return modifiedCount === 1;
}

async function begin(store: Store, first: Stored): Promise<boolean> {
  try {
    await store.of(changeSetCollection).create(first);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
