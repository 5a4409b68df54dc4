import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** The last time a process could write. */
export type HeartbeatDoc = { readonly _id: string; readonly at: Date };

const heartbeatsSchema = new Schema({
  _id: { type: String, required: true },
  at: { type: Date, required: true },
});
heartbeatsSchema.index({ at: 1 }, { expireAfterSeconds: 3_600 });

/** One row for each process that reports ready; old ones vanish after an hour. */
export const heartbeats = collection<HeartbeatDoc>(
  "heartbeats",
  heartbeatsSchema,
  nothingPersonal("processes and instants"),
);

/** Proves that the database takes writes. @throws the driver's error when it does not */
export async function beat(store: Store, processId: string, at: Date): Promise<void> {
  await store.of(heartbeats).updateOne({ _id: processId }, { $set: { at } }, { upsert: true });
}
