import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** How fast an endpoint sends, and until when its provider wants it to wait; one row for each, shared by all workers. */
export type PaceDoc = {
  /** Public name of the endpoint. */
  _id: string;
  /** When the next message may leave, were it not for the hold. Places before it are given away. */
  nextAt: Date;
  /** Nothing leaves before it, because the provider has said so; null when it never has. */
  heldUntil: Date | null;
  /** What the last one to ask was told; read only in the answer to its own question. */
  asked?: { readonly at: Date; readonly freeAt: Date; readonly given: boolean };
};

const schema = new Schema({
  _id: { type: String, required: true },
  nextAt: { type: Date, required: true },
  heldUntil: { type: Date },
  asked: { type: Schema.Types.Mixed },
});

export const paceCollection = collection<PaceDoc>(
  "paces",
  schema,
  nothingPersonal("names of channels and instants"),
);

/** Whether a message may leave, and when. All times go by the clock of MongoDB, which is the same for all workers. */
export type Place = {
  /** The place is the asker's: it leaves in `inMs`. */
  readonly given: boolean;
  /** Milliseconds until the place, or until one would be free. */
  readonly inMs: number;
  /** How much of that the provider holds the endpoint back. */
  readonly heldMs: number;
};

/** What is asked for: a place of an endpoint that has at most one in `everyMs`, if there is one within `withinMs`. */
export type PlaceWanted = {
  readonly endpoint: string;
  readonly everyMs: number;
  readonly withinMs: number;
};

/** Gives away the next place of an endpoint, if it is near enough. One atomic update, so no place is given twice. */
export async function takePlace(store: Store, wanted: PlaceWanted): Promise<Place> {
  const { everyMs, withinMs } = wanted;
  const { asked, heldUntil } = await updated(store, wanted.endpoint, [
    WITH_DEFAULTS,
    { $set: { asked: { at: "$$NOW", freeAt: { $max: ["$$NOW", "$nextAt", "$heldUntil"] } } } },
    { $set: { "asked.given": { $lte: [{ $subtract: ["$asked.freeAt", "$$NOW"] }, withinMs] } } },
    {
      $set: {
        nextAt: { $cond: ["$asked.given", { $add: ["$asked.freeAt", everyMs] }, "$nextAt"] },
      },
    },
  ]);
  if (asked === undefined) throw new TypeError("a pace without an answer");
  const at = asked.at.getTime();
  const heldMs = Math.max(0, (heldUntil?.getTime() ?? 0) - at);
  return { given: asked.given, inMs: asked.freeAt.getTime() - at, heldMs };
}

/** Holds an endpoint back for a time from now on. A hold only ever becomes longer. */
export async function holdBack(store: Store, endpoint: string, forMs: number): Promise<void> {
  await updated(store, endpoint, [
    WITH_DEFAULTS,
    { $set: { heldUntil: { $max: ["$heldUntil", { $add: ["$$NOW", forMs] }] } } },
  ]);
}

/** Milliseconds for which an endpoint is held back; 0 when it is not. */
export async function heldFor(store: Store, endpoint: string): Promise<number> {
  const [row] = await store
    .of(paceCollection)
    .aggregate<{ ms: number | null }>([
      { $match: { _id: endpoint } },
      { $project: { ms: { $subtract: ["$heldUntil", "$$NOW"] } } },
    ]);
  return Math.max(0, row?.ms ?? 0);
}

const WITH_DEFAULTS = {
  $set: { nextAt: { $ifNull: ["$nextAt", "$$NOW"] }, heldUntil: { $ifNull: ["$heldUntil", null] } },
};

type Stages = readonly { readonly $set: { readonly [path: string]: unknown } }[];

async function updated(store: Store, endpoint: string, stages: Stages): Promise<PaceDoc> {
  const update = () =>
    store
      .of(paceCollection)
      .findOneAndUpdate({ _id: endpoint }, [...stages], {
        upsert: true,
        returnDocument: "after",
        updatePipeline: true,
      })
      .lean<PaceDoc>();
  return update().catch((error: unknown) => {
    // Two were the first at the same time; now the row is there.
    if (isDuplicate(error)) return update();
    throw error;
  });
}
