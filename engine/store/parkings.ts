import { Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import { caseCollection, type CaseDoc, type CaseFilter, type Parked, scopeOf } from "./cases.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

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

/** A case that stands still, with the cause. */
export type StandingCase = { readonly id: string; readonly parked: Parked };

/** The cases within a person's row scope that stand still, the one that has stood longest first. */
export async function parkedNow(
  store: Store,
  scope: Pick<CaseFilter, "queues" | "person">,
  limit: number,
): Promise<readonly StandingCase[]> {
  const standing = { "parked.at": operator({ $exists: true }), erasedAt: null };
  const docs = await store
    .of(caseCollection)
    .find({ $and: [standing, scopeOf(scope)] }, { parked: 1 })
    .sort({ "parked.at": 1, _id: 1 })
    .limit(limit)
    .lean<{ _id: string; parked: Parked }[]>();
  return docs.map(({ _id, parked }) => ({ id: _id, parked }));
}

/** What has to be known of a case to repair it, none of it personal. */
type RepairedCase = Pick<CaseDoc, "_id" | "turn" | "queue" | "assignee" | "parked">;

/** A case that is to be repaired; null when there is none that could be. */
export async function repairedCase(store: Store, id: string): Promise<RepairedCase | null> {
  return store
    .of(caseCollection)
    .findOne({ _id: id, erasedAt: null }, { turn: 1, queue: 1, assignee: 1, parked: 1 })
    .lean<RepairedCase>();
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
