import { type ClientSession, Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A case waiting in a queue for somebody to take it. MongoDB owns the order (rule of durability 8). */
export type QueueEntryDoc = {
  /** `caseId@turn` at which it joined. */
  _id: string;
  caseId: string;
  entryTurn: number;
  queue: string;
  rank: number;
  joinedAt: Date;
  /** Who is taking it, under which request, until when. */
  claim: { requestId: string; until: Date } | null;
};

/** Time a claim holds before the entry is offered to the next person. */
const LEASE_MS = 15_000;

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  entryTurn: { type: Number, required: true },
  queue: { type: String, required: true },
  rank: { type: Number, required: true },
  joinedAt: { type: Date, required: true },
  claim: { type: Schema.Types.Mixed, default: null },
});
schema.index({ queue: 1, rank: 1, joinedAt: 1, _id: 1 });
schema.index({ caseId: 1 });

export const queueEntryCollection = collection<QueueEntryDoc>(
  "queue_entries",
  schema,
  nothingPersonal("case ids and places in line"),
);

/** Puts a case where it belongs after a commit: in its queue while it is open and nobody has it, in none otherwise. */
export async function placeInQueue(
  store: Store,
  state: CaseState,
  rank: number,
  session: ClientSession,
): Promise<void> {
  const model = store.of(queueEntryCollection);
  const { id: caseId, queuedAt: entryTurn, queue } = state;
  if (state.status !== "open" || state.assignee !== null) {
    await model.deleteMany({ caseId }, { session });
    return;
  }
  const _id = `${caseId}@${String(entryTurn)}`;
  const others = { caseId, _id: operator({ $ne: _id }) };
  const joined = { caseId, entryTurn, joinedAt: new Date(state.updatedAt), claim: null };
  const update = { $set: { queue, rank }, $setOnInsert: joined };
  await model.bulkWrite(
    [{ deleteMany: { filter: others } }, { updateOne: { filter: { _id }, update, upsert: true } }],
    { session },
  );
}

/**
 * Claims the next entry of a queue for a request: one atomic step, so that no two people get the same.
 * The same request gets the entry it claimed before. Null when nobody waits.
 */
export async function claimNext(
  store: Store,
  claim: { readonly queue: string; readonly requestId: string; readonly now: Date },
): Promise<QueueEntryDoc | null> {
  const { queue, requestId, now } = claim;
  const held = await heldEntry(store, queue, requestId);
  if (held) return held;
  return store
    .of(queueEntryCollection)
    .findOneAndUpdate(
      { queue, $or: [{ claim: null }, { "claim.until": operator({ $lt: now }) }] },
      { $set: { claim: { requestId, until: new Date(now.getTime() + LEASE_MS) } } },
      { sort: { rank: 1, joinedAt: 1, _id: 1 }, returnDocument: "after" },
    )
    .lean<QueueEntryDoc>();
}

/** The entry that a request has claimed; null once its case has been taken, or when it claimed none. */
export async function heldEntry(
  store: Store,
  queue: string,
  requestId: string,
): Promise<QueueEntryDoc | null> {
  return store
    .of(queueEntryCollection)
    .findOne({ queue, "claim.requestId": requestId })
    .lean<QueueEntryDoc>();
}

/** Takes a refused entry out of the line; its case has moved and joins again by its own commit. */
export async function dropEntry(store: Store, id: string): Promise<void> {
  await store.of(queueEntryCollection).deleteOne({ _id: id });
}
