import { Schema } from "mongoose";
import { collection, operator, type Store } from "./store.js";
import { keepWatching, type Watch } from "./watch.js";

/** A button under a message that somebody of the staff pressed, until it was answered. */
export type PressDoc = {
  /** Endpoint and the provider's id of the press. */
  _id: string;
  endpoint: string;
  /** The message whose button it is. */
  message: string;
  /** Who pressed, as the provider knows them. */
  from: string;
  /** Where the answer goes; null for nowhere, and once it was answered. */
  answerAt: string | null;
  at: Date;
  /** `dead` could not be dealt with in time. */
  state: "new" | "done" | "dead";
  tries: number;
  /** Not before this instant is it looked at; whoever has taken it puts it off for a while. */
  notBefore: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  endpoint: { type: String, required: true },
  message: { type: String, required: true },
  from: { type: String, required: true },
  answerAt: { type: String, default: null },
  at: { type: Date, required: true },
  state: { type: String, required: true },
  tries: { type: Number, default: 0 },
  notBefore: { type: Date, required: true },
});
schema.index({ notBefore: 1 }, { partialFilterExpression: { state: "new" } });
/** A provider repeats within minutes; a press is kept for a month for whoever looks into it. */
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 86_400 });

export const pressCollection = collection<PressDoc>("presses", schema, {
  keyOf: null,
  members: {
    endpoint: "clear",
    message: "clear",
    from: "clear",
    answerAt: "sealed",
    at: "clear",
    state: "clear",
    tries: "clear",
    notBefore: "clear",
  },
});

/** A press as it is taken in. */
export type Press = Pick<PressDoc, "endpoint" | "message" | "from" | "answerAt"> & {
  readonly providerId: string;
};

/** Stores a press once, journaled before this answers. Returns whether it was new. */
export async function storePress(
  store: Store,
  { providerId, ...press }: Press,
  at: Date,
): Promise<boolean> {
  const row = { ...press, at, state: "new" as const, tries: 0, notBefore: at };
  const { upsertedCount } = await store
    .of(pressCollection)
    .updateOne({ _id: `${press.endpoint}:${providerId}` }, { $setOnInsert: row }, { upsert: true });
  return upsertedCount === 1;
}

/** Takes a press that is due; of all who try only one gets it, and if that one dies, it is due again at `until`. */
export async function takePress(
  store: Store,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<PressDoc | null> {
  return store
    .of(pressCollection)
    .findOneAndUpdate(
      { state: "new", notBefore: operator({ $lte: now }) },
      { $set: { notBefore: until }, $inc: { tries: 1 } },
      { sort: { notBefore: 1 }, returnDocument: "after" },
    )
    .lean<PressDoc>();
}

/** Puts a press off until it is tried again. */
export async function putOffPress(store: Store, id: string, notBefore: Date): Promise<void> {
  await store.of(pressCollection).updateOne({ _id: id }, { $set: { notBefore } });
}

/** Notes that nothing more is to be done about a press, and forgets where its answer went. */
export async function endPress(store: Store, id: string, state: "done" | "dead"): Promise<void> {
  await store.of(pressCollection).updateOne({ _id: id }, { $set: { state, answerAt: null } });
}

/** Calls back for every new press, as long as MongoDB lets us watch. */
export function watchPresses(store: Store, ring: () => void): Watch {
  const inserts = [{ $match: { operationType: "insert" } }];
  return keepWatching(() => store.of(pressCollection).watch(inserts, { hydrate: false }), ring);
}
