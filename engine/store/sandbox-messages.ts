import { Schema } from "mongoose";
import type { PhoneMessage, PhoneStore } from "../../plugins/index.js";
import { collection, type Store } from "./store.js";

/** An SMS on a simulated phone. */
export type SandboxMessageDoc = Omit<PhoneMessage, "id" | "at"> & {
  readonly _id: string;
  readonly at: Date;
};

/** Simulated phones forget after a week. */
const KEPT_S = 7 * 24 * 60 * 60;

/** What one phone shows at most. */
const MAX_SHOWN = 200;

const sandboxMessagesSchema = new Schema({
  _id: { type: String, required: true },
  from: { type: String, required: true },
  to: { type: String, required: true },
  text: { type: String, required: true },
  at: { type: Date, required: true },
});
sandboxMessagesSchema.index({ from: 1, at: 1 });
sandboxMessagesSchema.index({ to: 1, at: 1 });
sandboxMessagesSchema.index({ at: 1 }, { expireAfterSeconds: KEPT_S });

/** Messages of the phone simulator; used only while a channel is in sandbox mode. */
export const sandboxMessages = collection<SandboxMessageDoc>(
  "sandbox_messages",
  sandboxMessagesSchema,
);

/** Simulated phones that live in the database, so that every process shows the same. */
export function sandboxPhones(store: Store): PhoneStore {
  const model = () => store.of(sandboxMessages);
  return {
    record: async ({ id, at, ...message }) => {
      await model().updateOne(
        { _id: id },
        { $setOnInsert: { ...message, at: new Date(at) } },
        { upsert: true },
      );
    },
    list: async (phone) => {
      const docs = await model()
        .find()
        .or([{ from: phone }, { to: phone }])
        .sort({ at: -1, _id: -1 })
        .limit(MAX_SHOWN)
        .lean<SandboxMessageDoc[]>();
      return docs.map(phoneMessage).reverse();
    },
  };
}

/** A simulated phone with its last message. */
export type SandboxPhone = { readonly number: string; readonly last: PhoneMessage };

/** The phones that have sent or got something, the busiest last first; at most 100. */
export async function listSandboxPhones(store: Store): Promise<SandboxPhone[]> {
  const docs = await store
    .of(sandboxMessages)
    .find()
    .sort({ at: -1, _id: -1 })
    .limit(2_000)
    .lean<SandboxMessageDoc[]>();
  const phones = new Map<string, SandboxPhone>();
  for (const doc of docs)
    for (const number of [doc.from, doc.to].filter((address) => address.startsWith("+")))
      if (!phones.has(number)) phones.set(number, { number, last: phoneMessage(doc) });
  return [...phones.values()].slice(0, 100);
}

function phoneMessage({ _id, at, ...message }: SandboxMessageDoc): PhoneMessage {
  return { id: _id, ...message, at: at.toISOString() };
}
