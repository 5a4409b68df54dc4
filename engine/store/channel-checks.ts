import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

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

/** Whose turn it is: when an endpoint was last taken for a look. */
export type ChannelTurnDoc = { _id: string; takenAt: Date };

export const channelTurnCollection = collection<ChannelTurnDoc>(
  "channel_turns",
  new Schema({ _id: { type: String, required: true }, takenAt: { type: Date, required: true } }),
  nothingPersonal("names of channels and instants"),
);

/**
 * Takes an endpoint for a look, if nobody has since `before`. Of all processes that try only one gets it.
 * @returns whether the look is the caller's
 */
export async function takeChannelTurn(
  store: Store,
  turn: { readonly endpoint: string; readonly before: Date; readonly at: Date },
): Promise<boolean> {
  try {
    const taken = await store
      .of(channelTurnCollection)
      .updateOne(
        { _id: turn.endpoint, takenAt: operator({ $lte: turn.before }) },
        { $set: { takenAt: turn.at } },
        { upsert: true },
      );
    return taken.modifiedCount + taken.upsertedCount === 1;
  } catch (error) {
    // Its row is there and younger: another process has it.
    if (isDuplicate(error)) return false;
    throw error;
  }
}

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
