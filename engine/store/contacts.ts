import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { blindIndex } from "./sealing/blind-index.js";
import { collection, type Store } from "./store.js";

/** A person we exchange messages with, by one address. */
export type ContactDoc = {
  _id: string;
  /** `sms:+254…` or `email:…`; one contact each. */
  address: string;
  /** Keyed hash of the address, by which it is found; the address itself is sealed. */
  addressIndex: string;
  name: string | null;
  language: string;
  /** When they said STOP; null while we may write. */
  optedOutAt: Date | null;
  createdAt: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  address: { type: String, required: true },
  addressIndex: { type: String, required: true },
  name: { type: String, default: null },
  language: { type: String, required: true },
  optedOutAt: { type: Date, default: null },
  createdAt: { type: Date, required: true },
});
schema.index({ addressIndex: 1 }, { unique: true });

export const contactCollection = collection<ContactDoc>("contacts", schema, {
  keyOf: "_id",
  members: {
    address: "sealed",
    addressIndex: "clear",
    name: "sealed",
    language: "clear",
    optedOutAt: "clear",
    createdAt: "clear",
  },
});

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
  const addressIndex = await addressIndexOf(store, address);
  const upsert = () =>
    model
      .findOneAndUpdate(
        { addressIndex },
        { $setOnInsert: { _id: id, address, name, language, optedOutAt: null, createdAt: at } },
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

/** The contact with an address, or null. */
export async function contactAt(store: Store, address: string): Promise<ContactDoc | null> {
  const addressIndex = await addressIndexOf(store, address);
  return store.of(contactCollection).findOne({ addressIndex }).lean<ContactDoc>();
}

/** Id of the contact with an address, or null; nothing of them is read. */
export async function contactIdAt(store: Store, address: string): Promise<string | null> {
  const addressIndex = await addressIndexOf(store, address);
  const found = await store.of(contactCollection).exists({ addressIndex });
  return found?._id ?? null;
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

/** One spelling for each address: phone numbers are E.164 already, e-mail is found in any case. */
async function addressIndexOf(store: Store, address: string): Promise<string> {
  return blindIndex(store, "contacts/address", address.normalize("NFC").trim().toLowerCase());
}

/** The bare address behind `sms:+254…`. */
export function bareAddress(address: string): string {
  return address.slice(address.indexOf(":") + 1);
}
