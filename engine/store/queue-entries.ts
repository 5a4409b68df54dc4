import { type ClientSession, Schema } from "mongoose";
import type { WhyAssigned, WhyNobody } from "../interpreter/event.js";
import type { CaseState } from "../interpreter/state.js";
import { isDuplicate } from "./duplicate.js";
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
  /** Which request is taking it, until when; then it is offered to the next. */
  claim: { requestId: string; until: Date } | null;
  /** Requests that claimed it and were not refused: one that outlived its claim may still come to take it. */
  claimants?: string[];
  /** Skills it needs of whoever is given it, in one text ({@link laneOf}); null while its case waits for others. */
  lane: string | null;
  /** Whether {@link given} is set: what an index finds. */
  isGiven: boolean;
  /** Whom a queue with `assign` has given it to, and when its case is told again. It is in line until the case has written it. */
  given: { person: string; why: WhyAssigned; at: Date; tellAt: Date } | null;
  /** Whether {@link nobody} is set: what an index finds. */
  isUnattended: boolean;
  /** Nobody was free for it, and when its case is told again; null once the case has written it. */
  nobody: { why: WhyNobody; tellAt: Date } | null;
};

/** Where a case belongs in its queue: place of its priority, 0 first, and the skills it needs, null when it waits for others. */
export type Placing = { readonly rank: number; readonly needs: readonly string[] | null };

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
  claimants: { type: [String], default: undefined },
  lane: { type: String, default: null },
  isGiven: { type: Boolean, default: false },
  given: { type: Schema.Types.Mixed, default: null },
  isUnattended: { type: Boolean, default: false },
  nobody: { type: Schema.Types.Mixed, default: null },
});
schema.index({ queue: 1, rank: 1, joinedAt: 1, _id: 1 });
schema.index({ queue: 1, isGiven: 1, lane: 1, rank: 1, joinedAt: 1, _id: 1 });
schema.index({ queue: 1, isUnattended: 1, lane: 1 });
schema.index({ "given.person": 1 }, { sparse: true });
schema.index({ "given.tellAt": 1 }, { sparse: true });
schema.index({ "nobody.tellAt": 1 }, { sparse: true });
schema.index({ caseId: 1 });
// A request holds one entry at a time, in whatever process it runs.
schema.index(
  { claimants: 1 },
  { unique: true, partialFilterExpression: { "claimants.0": { $exists: true } } },
);

export const queueEntryCollection = collection<QueueEntryDoc>(
  "queue_entries",
  schema,
  nothingPersonal("case ids and places in line"),
);

/** Puts a case where it belongs after a commit: in its queue while it is open and nobody has it, in none otherwise. */
export async function placeInQueue(
  store: Store,
  state: CaseState,
  { rank, needs }: Placing,
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
  const untold = { isUnattended: false, nobody: null };
  const told = { isUnattended: true, nobody: null };
  const isTold = state.unattended === entryTurn;
  const update = {
    $set: { queue, rank, lane: laneOf(needs), ...(isTold ? told : {}) },
    $setOnInsert: { ...joined, isGiven: false, given: null, ...(isTold ? {} : untold) },
  };
  await model.bulkWrite(
    [{ deleteMany: { filter: others } }, { updateOne: { filter: { _id }, update, upsert: true } }],
    { session },
  );
}

/** A request for the next entry of a queue, without those it was refused. */
export type ClaimNext = {
  readonly queue: string;
  readonly requestId: string;
  readonly now: Date;
  readonly passed: readonly string[];
};

/**
 * Claims the next entry of a queue for a request: one atomic step, so that no two people get the same, and no request
 * gets two. Null when nobody waits, "held" when the request holds an entry by now.
 */
export async function claimNext(
  store: Store,
  ask: ClaimNext,
): Promise<QueueEntryDoc | "held" | null> {
  const { queue, requestId, now, passed } = ask;
  const free = { $or: [{ claim: null }, { "claim.until": operator({ $lt: now }) }] };
  const claim = { requestId, until: new Date(now.getTime() + LEASE_MS) };
  try {
    return await store
      .of(queueEntryCollection)
      .findOneAndUpdate(
        { queue, _id: operator({ $nin: passed }), ...free },
        { $set: { claim }, $addToSet: { claimants: requestId } },
        { sort: { rank: 1, joinedAt: 1, _id: 1 }, returnDocument: "after" },
      )
      .lean<QueueEntryDoc>();
  } catch (error) {
    if (isDuplicate(error)) return "held";
    throw error;
  }
}

/** The entry that a request has claimed; null once its case has been taken, or when it claimed none. */
export async function heldEntry(
  store: Store,
  queue: string,
  requestId: string,
): Promise<QueueEntryDoc | null> {
  return store
    .of(queueEntryCollection)
    .findOne({ queue, claimants: requestId })
    .lean<QueueEntryDoc>();
}

/** Ends a request's claim on an entry, which waits on for somebody else. */
export async function passOver(store: Store, id: string, requestId: string): Promise<void> {
  const entries = store.of(queueEntryCollection);
  await entries.updateOne({ _id: id }, { $pull: { claimants: requestId } });
  await entries.updateOne({ _id: id, "claim.requestId": requestId }, { $set: { claim: null } });
}

/** Takes the entry of a case that stands still out of the line; it joins again by its next commit. */
export async function dropEntry(store: Store, id: string): Promise<void> {
  await store.of(queueEntryCollection).deleteOne({ _id: id });
}

/** The line of a queue that cases with these needs stand in; null for those that nobody has to do anything for. */
export function laneOf(needs: readonly string[] | null): string | null {
  return needs === null ? null : needs.toSorted().join(" ");
}

/** The skills that a line stands for. */
export function needsOf(lane: string): readonly string[] {
  return lane === "" ? [] : lane.split(" ");
}
