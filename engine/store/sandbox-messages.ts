import { Schema } from "mongoose";
import type { PhoneMessage, PhoneStore, SandboxMail } from "../../plugins/index.js";
import { blindIndex } from "./sealing/blind-index.js";
import { collection, type Store } from "./store.js";

/** An SMS on a simulated phone, or a mail in a simulated mailbox. */
export type SandboxMessageDoc = Omit<PhoneMessage, "id" | "at"> & {
  readonly _id: string;
  /** Keyed hashes of sender and receiver, by which a phone or mailbox finds what is its own. */
  readonly fromIndex: string;
  readonly toIndex: string;
  /** Of a mail; null for an SMS. */
  readonly subject: string | null;
  readonly at: Date;
};

/** Simulated phones and mailboxes forget after a week. */
const KEPT_S = 7 * 24 * 60 * 60;

/** What one phone or mailbox shows at most. */
const MAX_SHOWN = 200;

const sandboxMessagesSchema = new Schema({
  _id: { type: String, required: true },
  from: { type: String, required: true },
  fromIndex: { type: String, required: true },
  to: { type: String, required: true },
  toIndex: { type: String, required: true },
  subject: { type: String, default: null },
  text: { type: String, required: true },
  at: { type: Date, required: true },
});
sandboxMessagesSchema.index({ fromIndex: 1, at: 1 });
sandboxMessagesSchema.index({ toIndex: 1, at: 1 });
sandboxMessagesSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_S });

/** Messages of the simulators; used only while a channel is in sandbox mode. */
export const sandboxMessages = collection<SandboxMessageDoc>(
  "sandbox_messages",
  sandboxMessagesSchema,
  {
    keyOf: null,
    members: {
      from: "sealed",
      fromIndex: "clear",
      to: "sealed",
      toIndex: "clear",
      subject: "sealed",
      text: "sealed",
      at: "clear",
    },
  },
);

/** Simulated phones that live in the database, so that every process shows the same. */
export function sandboxPhones(store: Store): PhoneStore {
  return {
    record: (message) => record(store, { ...message, subject: null }),
    list: async (phone) => (await shownTo(store, phone)).map(phoneMessage),
  };
}

/** Keeps a mail to or from a simulated mailbox; one with a known id changes nothing. */
export async function recordSandboxMail(store: Store, mail: SandboxMail): Promise<void> {
  await record(store, mail);
}

/** What a simulated mailbox has sent and got, oldest first. */
export async function sandboxMails(store: Store, address: string): Promise<SandboxMail[]> {
  return (await shownTo(store, address)).map((doc) => ({
    ...phoneMessage(doc),
    subject: doc.subject ?? "",
  }));
}

async function record(
  store: Store,
  { id, at, ...message }: PhoneMessage & Pick<SandboxMessageDoc, "subject">,
): Promise<void> {
  const indexes = {
    fromIndex: await indexOf(store, message.from),
    toIndex: await indexOf(store, message.to),
  };
  const kept = { ...message, ...indexes, at: new Date(at) };
  await store.of(sandboxMessages).updateOne({ _id: id }, { $setOnInsert: kept }, { upsert: true });
}

async function shownTo(store: Store, address: string): Promise<SandboxMessageDoc[]> {
  const index = await indexOf(store, address);
  const docs = await store
    .of(sandboxMessages)
    .find()
    .or([{ fromIndex: index }, { toIndex: index }])
    .sort({ at: -1, _id: -1 })
    .limit(MAX_SHOWN)
    .lean<SandboxMessageDoc[]>();
  return docs.reverse();
}

/** The phones that have sent or got something, except our own numbers, the busiest last first; at most 100. */
export async function listSandboxPhones(store: Store, own: readonly string[]): Promise<string[]> {
  const addresses = await latestAddresses(store, own);
  return addresses.filter((address) => address.startsWith("+")).slice(0, 100);
}

/** The mailboxes that have sent or got something, except our own, the busiest last first; at most 100. */
export async function listSandboxMailboxes(
  store: Store,
  own: readonly string[],
): Promise<string[]> {
  const addresses = await latestAddresses(store, own);
  return addresses.filter((address) => address.includes("@")).slice(0, 100);
}

async function indexOf(store: Store, address: string): Promise<string> {
  return blindIndex(store, sandboxMessages.name, address);
}

async function latestAddresses(store: Store, own: readonly string[]): Promise<string[]> {
  const docs = await store
    .of(sandboxMessages)
    .find({}, { from: 1, to: 1 })
    .sort({ at: -1, _id: -1 })
    .limit(2_000)
    .lean<Pick<SandboxMessageDoc, "from" | "to">[]>();
  const latest = new Set(docs.flatMap(({ from, to }) => [from, to]));
  return [...latest].filter((address) => !own.includes(address));
}

function phoneMessage({ _id, from, to, text, at }: SandboxMessageDoc): PhoneMessage {
  return { id: _id, from, to, text, at: at.toISOString() };
}
