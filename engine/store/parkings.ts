import { Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import { caseCollection, type Parked } from "./cases.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** The alarm of a parked case: rings until somebody has repaired it. */
export type ParkingDoc = {
  /** Case id: a case is parked once at a time. */
  _id: string;
  reason: string;
  turn: number;
  at: Date;
  resolvedAt: Date | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  reason: { type: String, required: true },
  turn: { type: Number, required: true },
  at: { type: Date, required: true },
  resolvedAt: { type: Date, default: null },
});
schema.index({ resolvedAt: 1, at: 1 });

export const parkingCollection = collection<ParkingDoc>(
  "parkings",
  schema,
  nothingPersonal("case ids and codes"),
);

/** A case to park: what it was refused for, and the little that is known of it when it was never stored. */
export type ParkRequest = {
  readonly caseId: string;
  readonly release: number;
  readonly reason: string;
  readonly turn: number;
  readonly state: CaseState;
  readonly at: Date;
};

/**
 * Makes a standing case visible: a flag on its row and an open alarm. A case whose very first turn was refused gets a
 * minimal row, without its data, so that it is not invisible.
 */
export async function parkCase(store: Store, request: ParkRequest): Promise<void> {
  const { caseId, reason, turn, at } = request;
  const parked: Parked = { reason, turn, at };
  await store
    .of(caseCollection)
    .updateOne(
      { _id: caseId },
      { $set: { parked }, $setOnInsert: minimalRow(request) },
      { upsert: true },
    );
  await store
    .of(parkingCollection)
    .updateOne({ _id: caseId }, { $set: { reason, turn, at, resolvedAt: null } }, { upsert: true });
}

/** Ends the alarm of a repaired case. */
export async function unparkCase(store: Store, caseId: string, at: Date): Promise<void> {
  await store.of(caseCollection).updateOne({ _id: caseId }, { $set: { parked: null } });
  await store
    .of(parkingCollection)
    .updateOne({ _id: caseId, resolvedAt: null }, { $set: { resolvedAt: at } });
}

/** The alarms that ring now, the oldest first. */
export async function parkedNow(store: Store, limit: number): Promise<ParkingDoc[]> {
  return store
    .of(parkingCollection)
    .find({ resolvedAt: null })
    .sort({ at: 1 })
    .limit(limit)
    .lean<ParkingDoc[]>();
}

/** Number of cases that stand still now. */
export async function openParkings(store: Store): Promise<number> {
  return store.of(parkingCollection).countDocuments({ resolvedAt: null });
}

function minimalRow({ state, release }: ParkRequest): object {
  const bare = { ...state, turn: 0, data: {}, seen: {}, clocks: {} };
  return {
    workflow: state.workflow,
    release,
    interpreter: 0,
    turn: 0,
    state: bare,
    stateId: state.state,
    status: "open",
    priority: state.priority,
    rank: 0,
    queue: state.queue,
    assignee: state.assignee,
    contact: state.contact?.id ?? null,
    createdAt: new Date(state.createdAt),
    updatedAt: new Date(state.updatedAt),
    head: "",
  };
}
