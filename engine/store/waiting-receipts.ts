import { Schema } from "mongoose";
import type { DeliveryState } from "../channels/contract.js";
import { collection, type Store } from "./store.js";

/** A receipt that came before we knew the provider's id; it waits and is joined. */
export type WaitingReceiptDoc = {
  /** Endpoint, provider's id and state: a receipt that is repeated waits once. */
  _id: string;
  endpoint: string;
  providerId: string;
  state: DeliveryState;
  reason: string | null;
  at: Date;
};

const waitingSchema = new Schema({
  _id: { type: String, required: true },
  endpoint: { type: String, required: true },
  providerId: { type: String, required: true },
  state: { type: String, required: true },
  reason: { type: String, default: null },
  at: { type: Date, required: true },
});
waitingSchema.index({ endpoint: 1, providerId: 1 });
/** Receipts of messages that were never ours are forgotten after a week. */
waitingSchema.index({ at: 1 }, { expireAfterSeconds: 7 * 86_400 });

export const waitingReceiptCollection = collection<WaitingReceiptDoc>(
  "waiting_receipts",
  waitingSchema,
  {
    keyOf: null,
    members: {
      endpoint: "clear",
      providerId: "clear",
      state: "clear",
      reason: "sealed",
      at: "clear",
    },
  },
);

/** A receipt as it is applied. */
export type Receipt = Omit<WaitingReceiptDoc, "_id">;

/** Keeps a receipt until the message it is about has its provider's id. */
export async function keepWaiting(store: Store, receipt: Receipt): Promise<void> {
  const { endpoint, providerId, state } = receipt;
  await store
    .of(waitingReceiptCollection)
    .updateOne(
      { _id: `${endpoint}:${providerId}:${state}` },
      { $setOnInsert: receipt },
      { upsert: true },
    );
}
