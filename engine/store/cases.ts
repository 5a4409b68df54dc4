import { type ClientSession, Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import type { ClockLife } from "../sla/clock-life.js";
import { collection, operator, type Store } from "./store.js";

/** Why and since when a case stands still. */
export type Parked = { readonly reason: string; readonly turn: number; readonly at: Date };

/** A turn that moved a case to another release, and the one that it followed until then. */
export type CaseMove = { readonly turn: number; readonly from: number };

/** How long a case has been in its state, and whether it has broken a promise there. */
export type CaseStay = { readonly since: Date; readonly late: boolean };

/** Why a case must not be erased, and who says so. */
export type CaseHold = { readonly reason: string; readonly by: string };

/**
 * The projection of a case: its state after the last committed turn, with the members lists filter and sort by.
 * Written by `commit` alone, but for the end that erasing sets and for a legal hold.
 */
export type CaseDoc = {
  _id: string;
  workflow: string;
  release: number;
  interpreter: number;
  /** 0 for a case that was parked before its first turn could be stored. */
  turn: number;
  state: CaseState;
  stateId: string;
  status: "open" | "closed";
  priority: string;
  /** Place of the priority in its workflow; 0 is the most urgent. */
  rank: number;
  queue: string;
  assignee: string | null;
  /** What it is listed and counted by besides, as `category:billing`; absent where its workflow has no facets. */
  facets?: readonly string[];
  contact: string | null;
  createdAt: Date;
  updatedAt: Date;
  parked: Parked | null;
  /** Promises that are still to be done; those that were broken too. Absent before the first turn. */
  lives?: readonly ClockLife[];
  /** When the first of them is or was due; a far day when none is, so that it comes last. */
  dueAt: Date;
  /** From when one of them is at risk. */
  riskAt: Date | null;
  /** Absent before the first turn, and where a version that did not keep it wrote last. */
  stay?: CaseStay;
  /** The releases that it followed before, oldest first; absent for a case that was never moved. */
  moves?: readonly CaseMove[];
  /** Hash of the last event row: the head of the case's chain. */
  head: string;
  /** When what it held was erased; absent before. Its state can be read by nobody then. */
  erasedAt?: Date;
  /** Since when it is on legal hold, so that it cannot be erased; null or absent when it is not. */
  heldAt?: Date | null;
  hold?: CaseHold | null;
};

/** Where a case stands in the order of what is due when nothing is. */
export const NOTHING_DUE = new Date("9999-12-31T00:00:00Z");

const schema = new Schema({
  _id: { type: String, required: true },
  workflow: { type: String, required: true },
  release: { type: Number, required: true },
  interpreter: { type: Number, required: true },
  turn: { type: Number, required: true },
  state: { type: Schema.Types.Mixed, required: true },
  stateId: { type: String, required: true },
  status: { type: String, required: true },
  priority: { type: String, required: true },
  rank: { type: Number, required: true },
  queue: { type: String, required: true },
  assignee: { type: String, default: null },
  facets: { type: [String], default: undefined },
  contact: { type: String, default: null },
  createdAt: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
  parked: { type: Schema.Types.Mixed, default: null },
  lives: { type: [Schema.Types.Mixed], default: [] },
  dueAt: { type: Date, default: NOTHING_DUE },
  riskAt: { type: Date, default: null },
  stay: { type: Schema.Types.Mixed },
  moves: { type: [Schema.Types.Mixed], default: undefined },
  head: { type: String, default: "" },
  erasedAt: { type: Date },
  heldAt: { type: Date },
  hold: { type: Schema.Types.Mixed },
});
schema.index({ queue: 1, status: 1, dueAt: 1, _id: 1 });
schema.index({ status: 1, dueAt: 1, _id: 1 });
schema.index({ assignee: 1, status: 1, dueAt: 1, _id: 1 });
schema.index({ queue: 1, status: 1, rank: 1, createdAt: 1, _id: 1 });
schema.index({ status: 1, rank: 1, createdAt: 1, _id: 1 });
schema.index({ status: 1, release: 1, interpreter: 1 });
schema.index({ assignee: 1, status: 1, rank: 1, createdAt: 1, _id: 1 });
schema.index({ contact: 1, status: 1 });
/** For the numbers on a map, which are read from it alone. */
schema.index({ workflow: 1, status: 1, stateId: 1, queue: 1, assignee: 1, dueAt: 1 });
/** For lists by facet; cases that have none are not in it. */
const withFacets = { partialFilterExpression: { facets: { $exists: true } } };
schema.index({ facets: 1, status: 1, dueAt: 1, _id: 1 }, withFacets);
schema.index({ facets: 1, status: 1, rank: 1, createdAt: 1, _id: 1 }, withFacets);
/** For what stands still, which is little. */
schema.index(
  { "parked.at": 1, _id: 1 },
  { partialFilterExpression: { "parked.at": { $exists: true } } },
);
/** For what has become of the cases of a ramp. */
schema.index({ workflow: 1, createdAt: 1 });
/** For what has been kept long enough. */
schema.index({ workflow: 1, status: 1, updatedAt: 1, _id: 1 });

export const caseCollection = collection<CaseDoc>("cases", schema, {
  keyOf: "_id",
  members: {
    workflow: "clear",
    release: "clear",
    interpreter: "clear",
    turn: "clear",
    state: "sealed",
    stateId: "clear",
    status: "clear",
    priority: "clear",
    rank: "clear",
    queue: "clear",
    assignee: "clear",
    facets: "clear",
    contact: "clear",
    createdAt: "clear",
    updatedAt: "clear",
    parked: "clear",
    lives: "clear",
    dueAt: "clear",
    riskAt: "clear",
    stay: "clear",
    moves: "clear",
    head: "clear",
    erasedAt: "clear",
    heldAt: "clear",
    hold: "sealed",
  },
});

/** The projection of a case; null when nothing has been committed for this id. */
export async function caseDoc(
  store: Store,
  id: string,
  session?: ClientSession,
): Promise<CaseDoc | null> {
  return store
    .of(caseCollection)
    .findById(id, null, session ? { session } : {})
    .lean<CaseDoc>();
}

/** Which cases a list wants. `queues` is the row scope of the person who asks. */
export type CaseFilter = {
  readonly queues: readonly string[] | "*";
  /** Cases assigned to this person are theirs to see whatever the queue. */
  readonly person: string;
  readonly workflow?: string;
  readonly queue?: string;
  readonly state?: string;
  readonly status?: "open" | "closed";
  readonly priority?: string;
  readonly assignee?: string;
  readonly contact?: string;
  /** All of these facets, as {@link CaseDoc.facets} holds them. */
  readonly facets?: readonly string[];
  readonly id?: string;
};

/** Place after which a page starts: the sort key of the last row seen. */
export type CaseCursor = { readonly rank: number; readonly createdAt: string; readonly id: string };

/** One page of cases: most urgent first, then oldest. Erased ones are in no list. */
export async function listCases(
  store: Store,
  filter: CaseFilter,
  page: { readonly limit: number; readonly after: CaseCursor | null },
): Promise<CaseDoc[]> {
  const clauses = [
    scopeOf(filter),
    membersOf(filter),
    ...(page.after ? [afterCursor(page.after)] : []),
  ];
  return store
    .of(caseCollection)
    .find({ $and: clauses })
    .sort({ rank: 1, createdAt: 1, _id: 1 })
    .limit(page.limit)
    .lean<CaseDoc[]>();
}

/** Some cases, those of them that are within a person's row scope and have not been erased. */
export async function casesById(
  store: Store,
  ids: readonly string[],
  scope: Pick<CaseFilter, "queues" | "person">,
): Promise<CaseDoc[]> {
  if (ids.length === 0) return [];
  return store
    .of(caseCollection)
    .find({ $and: [{ _id: operator({ $in: [...ids] }), erasedAt: null }, scopeOf(scope)] })
    .lean<CaseDoc[]>();
}

/** Open cases of a contact, oldest first. */
export async function openCasesOf(store: Store, contact: string): Promise<CaseDoc[]> {
  return store
    .of(caseCollection)
    .find({ contact, status: "open" })
    .sort({ createdAt: 1 })
    .limit(20)
    .lean<CaseDoc[]>();
}

/** The ids of a contact's cases that are within a person's row scope, newest first, and which of them are open. */
export async function casesOfContact(
  store: Store,
  contact: string,
  scope: Pick<CaseFilter, "queues" | "person">,
): Promise<readonly Pick<CaseDoc, "_id" | "status">[]> {
  return store
    .of(caseCollection)
    .find({ $and: [{ contact, erasedAt: null }, scopeOf(scope)] }, { status: 1 })
    .sort({ createdAt: -1 })
    .limit(MOST_OF_CONTACT)
    .lean<Pick<CaseDoc, "_id" | "status">[]>();
}

/** Nobody looks through more cases of one person. */
const MOST_OF_CONTACT = 200;

/** Whether a case that follows a release is open. */
export async function hasOpenCase(store: Store, release: number): Promise<boolean> {
  return (await store.of(caseCollection).exists({ status: "open", release })) !== null;
}

/** Number of open cases by queue, within a person's row scope. */
export async function openByQueue(store: Store): Promise<ReadonlyMap<string, number>> {
  const rows = await store
    .of(caseCollection)
    .aggregate<{ _id: string; n: number }>([
      { $match: { status: "open" } },
      { $group: { _id: "$queue", n: { $sum: 1 } } },
    ]);
  return new Map(rows.map((row) => [row._id, row.n]));
}

/** What a person sees: the cases of their queues, and those assigned to them. */
export function scopeOf({ queues, person }: Pick<CaseFilter, "queues" | "person">): object {
  return queues === "*"
    ? {}
    : { $or: [{ queue: operator({ $in: [...queues] }) }, { assignee: person }] };
}

/** The members that a filter wants to be just so. */
export function membersOf(filter: CaseFilter): object {
  const { workflow, queue, state, status, priority, assignee, contact, id } = filter;
  const wanted = { workflow, queue, stateId: state, status, priority, assignee, contact, _id: id };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const { facets = [] } = filter;
  const byFacet = facets.length === 0 ? {} : { facets: operator({ $all: [...facets] }) };
  return { ...Object.fromEntries(given), ...byFacet, erasedAt: null };
}

function afterCursor({ rank, createdAt, id }: CaseCursor): object {
  const at = new Date(createdAt);
  return {
    $or: [
      { rank: operator({ $gt: rank }) },
      { rank, createdAt: operator({ $gt: at }) },
      { rank, createdAt: at, _id: operator({ $gt: id }) },
    ],
  };
}
