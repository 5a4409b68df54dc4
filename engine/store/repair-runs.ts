import { Schema } from "mongoose";
import type { RepairRun, RepairWay } from "../protocol/repair-run.js";
import { isDuplicate } from "./duplicate.js";
import { collection, operator, type Store } from "./store.js";

/** How far a run is. */
type RunStanding = RepairRun["standing"];

/** Several cases that stand still are repaired, one handful after the other. */
export type RepairRunDoc = {
  /** Id of the request that started it. */
  _id: string;
  how: RepairWay;
  /** Why they are skipped; null for the other ways when nobody said. */
  reason: string | null;
  by: string;
  /** Their sign-in session, for the audit trail. */
  session: string;
  at: Date;
  /** Cases of one wave; null for all in one. */
  wave: number | null;
  standing: RunStanding;
  /** Number of cases that are decided when it rests next; null for never. */
  until: number | null;
  /** Which process is at it, and until when the others leave it alone. */
  lease: { holder: string; until: Date } | null;
  /** When a process has last let it go: the one that has waited longest is taken first. */
  left: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  how: { type: String, required: true },
  reason: { type: String, default: null },
  by: { type: String, required: true },
  session: { type: String, required: true },
  at: { type: Date, required: true },
  wave: { type: Number, default: null },
  standing: { type: String, required: true },
  until: { type: Number, default: null },
  lease: { type: Schema.Types.Mixed, default: null },
  left: { type: Date, required: true },
});
schema.index({ at: -1, _id: -1 });
schema.index({ standing: 1, left: 1 });

export const repairRunCollection = collection<RepairRunDoc>("repair_runs", schema, {
  keyOf: null,
  members: {
    how: "clear",
    reason: "sealed",
    by: "clear",
    session: "clear",
    at: "clear",
    wave: "clear",
    standing: "clear",
    until: "clear",
    lease: "clear",
    left: "clear",
  },
});

/** Stores a run; a repeat under the same id changes nothing. */
export async function insertRepairRun(store: Store, doc: RepairRunDoc): Promise<void> {
  try {
    await store.of(repairRunCollection).insertMany([doc]);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** A run by its id. */
export async function repairRunById(store: Store, id: string): Promise<RepairRunDoc | null> {
  return store.of(repairRunCollection).findById(id).lean<RepairRunDoc>();
}

/** The latest runs, newest first. */
export async function latestRepairRuns(store: Store, limit: number): Promise<RepairRunDoc[]> {
  return store
    .of(repairRunCollection)
    .find({})
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<RepairRunDoc[]>();
}

/** Who works at a run, and for how long the others leave it alone. */
export type RunLease = { readonly holder: string; readonly now: Date; readonly until: Date };

/** Takes a run that nobody works at; null when there is none. */
export async function claimRepairRun(
  store: Store,
  { holder, now, until }: RunLease,
): Promise<RepairRunDoc | null> {
  const free = { $or: [{ lease: null }, { "lease.until": operator({ $lt: now }) }] };
  return store
    .of(repairRunCollection)
    .findOneAndUpdate(
      { standing: "running", ...free },
      { $set: { lease: { holder, until } } },
      { sort: { left: 1 }, returnDocument: "after" },
    )
    .lean<RepairRunDoc>();
}

/** Goes on holding a run, if it is still the holder's. */
export async function keepRepairRun(
  store: Store,
  id: string,
  { holder, until }: RunLease,
): Promise<void> {
  await store
    .of(repairRunCollection)
    .updateOne({ _id: id, "lease.holder": holder }, { $set: { "lease.until": until } });
}

/** Lets a run go, so that the next process may take it at once. */
export async function leaveRepairRun(
  store: Store,
  id: string,
  { holder, now }: Pick<RunLease, "holder" | "now">,
): Promise<void> {
  await store
    .of(repairRunCollection)
    .updateOne({ _id: id, "lease.holder": holder }, { $set: { lease: null, left: now } });
}

/** Changes how far a run is, if it is where the caller believes. @returns whether it was */
export async function turnRepairRun(
  store: Store,
  id: string,
  from: readonly RunStanding[],
  to: Partial<Pick<RepairRunDoc, "standing" | "until">>,
): Promise<boolean> {
  const turned = await store
    .of(repairRunCollection)
    .updateOne({ _id: id, standing: operator({ $in: [...from] }) }, { $set: to });
  return turned.matchedCount === 1;
}
