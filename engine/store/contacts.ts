import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { collection, type Store } from "./store.js";

/** A person we exchange messages with, by one address. */
export type ContactDoc = {
  _id: string;
  /** `sms:+254…` or `email:…`; one contact each. */
  address: string;
  name: string | null;
  language: string;
  /** When they said STOP; null while we may write. */
  optedOutAt: Date | null;
  createdAt: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  address: { type: String, required: true },
  name: { type: String, default: null },
  language: { type: String, required: true },
  optedOutAt: { type: Date, default: null },
  createdAt: { type: Date, required: true },
});
schema.index({ address: 1 }, { unique: true });

export const contactCollection = collection<ContactDoc>("contacts", schema);

/** What is known of a contact when they first appear. */
export type NewContact = {
  readonly id: string;
  readonly address: string;
  readonly name: string | null;
  readonly language: string;
  readonly at: Date;
};

/** The contact with an address, made on first sight. A name that comes later fills an empty one. */
export async function contactByAddress(store: Store, contact: NewContact): Promise<ContactDoc> {
  const { id, address, name, language, at } = contact;
  const model = store.of(contactCollection);
  const upsert = () =>
    model
      .findOneAndUpdate(
        { address },
        { $setOnInsert: { _id: id, name, language, optedOutAt: null, createdAt: at } },
        { upsert: true, returnDocument: "after" },
      )
      .lean<ContactDoc>();
  const found = await upsert().catch((error: unknown) => {
    if (isDuplicate(error)) return upsert();
    throw error;
  });
  if (found.name !== null || name === null) return found;
  await model.updateOne({ _id: found._id, name: null }, { $set: { name } });
  return { ...found, name };
}

/** A contact by id. */
export async function contactById(store: Store, id: string): Promise<ContactDoc | null> {
  return store.of(contactCollection).findById(id).lean<ContactDoc>();
}

/** Notes that a contact said STOP, or START again (null). */
export async function setOptOut(store: Store, id: string, at: Date | null): Promise<void> {
  await store.of(contactCollection).updateOne({ _id: id }, { $set: { optedOutAt: at } });
}

/** Notes the language a contact asked for. */
export async function setLanguage(store: Store, id: string, language: string): Promise<void> {
  await store.of(contactCollection).updateOne({ _id: id }, { $set: { language } });
}

/** The bare address behind `sms:+254…`. */
export function bareAddress(address: string): string {
  return address.slice(address.indexOf(":") + 1);
}
