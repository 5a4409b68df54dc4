import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** One look at an endpoint: whether it could have sent. */
export type ChannelCheckDoc = {
  /** Public name of the endpoint. */
  endpoint: string;
  status: "ok" | "failed" | "unchecked";
  /** Code of what is wrong; null unless it failed. */
  why: string | null;
  tookMs: number;
  at: Date;
};

const checkSchema = new Schema({
  endpoint: { type: String, required: true },
  status: { type: String, required: true },
  why: { type: String, default: null },
  tookMs: { type: Number, required: true },
  at: { type: Date, required: true },
});
checkSchema.index({ endpoint: 1, at: -1 });
/** A month shows when an account began to fail. */
checkSchema.index({ at: 1 }, { expireAfterSeconds: 30 * 86_400 });

export const channelCheckCollection = collection<ChannelCheckDoc>(
  "channel_checks",
  checkSchema,
  nothingPersonal("names of channels, codes, instants"),
);

/** Writes how a look ended. */
export async function recordChannelCheck(store: Store, check: ChannelCheckDoc): Promise<void> {
  await store.of(channelCheckCollection).create(check);
}

/** The last looks at an endpoint, newest first. */
export async function channelChecks(
  store: Store,
  endpoint: string,
  limit: number,
): Promise<ChannelCheckDoc[]> {
  return store
    .of(channelCheckCollection)
    .find({ endpoint })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<ChannelCheckDoc[]>();
}
