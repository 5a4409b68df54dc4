import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** Work that any process may do and only one shall: when it was last taken. */
export type TurnTakenDoc = { _id: string; takenAt: Date };

export const turnCollection = collection<TurnTakenDoc>(
  "turns_taken",
  new Schema({ _id: { type: String, required: true }, takenAt: { type: Date, required: true } }),
  nothingPersonal("names of work and instants"),
);

/**
 * Takes a piece of regular work, if nobody has since `before`. Of all processes that try only one gets it.
 * @returns whether it is the caller's
 */
export async function takeTurn(
  store: Store,
  turn: { readonly work: string; readonly before: Date; readonly at: Date },
): Promise<boolean> {
  try {
    const taken = await store
      .of(turnCollection)
      .updateOne(
        { _id: turn.work, takenAt: operator({ $lte: turn.before }) },
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
