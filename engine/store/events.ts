import { type ClientSession, Schema } from "mongoose";
import type { Effect, StatePatch } from "../interpreter/effect.js";
import type { CaseEvent } from "../interpreter/event.js";
import { collection, operator, type Store } from "./store.js";

/** One turn of one case, for ever: what happened, what it changed, and its link in the case's hash chain. */
export type EventDoc = {
  _id: string;
  caseId: string;
  turn: number;
  type: CaseEvent["type"];
  at: Date;
  actor: string | null;
  requestId: string | null;
  event: CaseEvent;
  transition: string | null;
  note: string | null;
  patch: StatePatch;
  effects: readonly Effect[];
  digest: string;
  /** sha-256 over the link before and this row as it is stored ({@link linkOf}). */
  hash: string;
  /** For live screens: where the case was and is. */
  workflow: string;
  state: string;
  queue: string;
  oldQueue: string | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  turn: { type: Number, required: true },
  type: { type: String, required: true },
  at: { type: Date, required: true },
  actor: { type: String, default: null },
  requestId: { type: String, default: null },
  event: { type: Schema.Types.Mixed, required: true },
  transition: { type: String, default: null },
  note: { type: String, default: null },
  patch: { type: Schema.Types.Mixed, required: true },
  effects: { type: [Schema.Types.Mixed], default: [] },
  digest: { type: String, required: true },
  hash: { type: String, required: true },
  workflow: { type: String, required: true },
  state: { type: String, required: true },
  queue: { type: String, required: true },
  oldQueue: { type: String, default: null },
});
schema.index({ caseId: 1, turn: 1 }, { unique: true });
schema.index(
  { requestId: 1, caseId: 1 },
  { partialFilterExpression: { requestId: { $type: "string" } } },
);

export const eventCollection = collection<EventDoc>("events", schema, {
  keyOf: "caseId",
  members: {
    caseId: "clear",
    turn: "clear",
    type: "clear",
    at: "clear",
    actor: "clear",
    requestId: "clear",
    event: "sealed",
    transition: "clear",
    note: "clear",
    patch: "sealed",
    effects: "sealed",
    digest: "sealed",
    hash: "clear",
    workflow: "clear",
    state: "clear",
    queue: "clear",
    oldQueue: "clear",
  },
});

/** Turns of a case in order, after a turn (0 for all). */
export async function eventsOf(
  store: Store,
  caseId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<EventDoc[]> {
  return store
    .of(eventCollection)
    .find({ caseId, turn: operator({ $gt: page.after }) })
    .sort({ turn: 1 })
    .limit(page.limit)
    .lean<EventDoc[]>();
}

/** What happened in a turn; null when it is not there. */
export async function eventTypeOf(
  store: Store,
  { caseId, turn }: Pick<EventDoc, "caseId" | "turn">,
): Promise<EventDoc["type"] | null> {
  const found = await store
    .of(eventCollection)
    .findOne({ caseId, turn }, { type: 1 })
    .lean<Pick<EventDoc, "type">>();
  return found?.type ?? null;
}

/** The turn that a request made, when it is older than the answers a case keeps in mind. */
export async function turnOfRequest(
  store: Store,
  caseId: string,
  requestId: string,
): Promise<number | null> {
  const found = await store
    .of(eventCollection)
    .findOne({ caseId, requestId }, { turn: 1 })
    .lean<Pick<EventDoc, "turn">>();
  return found?.turn ?? null;
}

/** The turn that a request made, on whatever case it was; null when it made none that is stored. */
export async function turnAnywhere(
  store: Store,
  requestId: string,
): Promise<Pick<EventDoc, "caseId" | "turn" | "event"> | null> {
  return store
    .of(eventCollection)
    .findOne({ requestId }, { caseId: 1, turn: 1, event: 1 })
    .lean<Pick<EventDoc, "caseId" | "turn" | "event">>();
}

/** Digests of some turns of a case, by turn. */
export async function digestsOf(
  store: Store,
  caseId: string,
  turns: readonly number[],
  session: ClientSession,
): Promise<ReadonlyMap<number, string>> {
  const rows = await store
    .of(eventCollection)
    .find({ caseId, turn: operator({ $in: [...turns] }) }, { turn: 1, digest: 1 }, { session })
    .lean<Pick<EventDoc, "turn" | "digest">[]>();
  return new Map(rows.map((row) => [row.turn, row.digest]));
}

/** The digest of one turn of a case; null when it is not there. */
export async function digestOf(store: Store, caseId: string, turn: number): Promise<string | null> {
  const row = await store
    .of(eventCollection)
    .findOne({ caseId, turn }, { digest: 1 })
    .lean<Pick<EventDoc, "digest">>();
  return row?.digest ?? null;
}
