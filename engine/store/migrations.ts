import { Schema } from "mongoose";
import type { Mapping } from "../moving/mapping.js";
import type { Reason } from "../moving/plan.js";
import { caseCollection, type CaseDoc } from "./cases.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/**
 * How far a migration is: it lists its cases, moves them, rests between two waves or because somebody has stopped it, or is done.
 */
export type MigrationStanding = "listing" | "moving" | "resting" | "done";

/** The open cases of a workflow are moved from one release to another. */
export type MigrationDoc = {
  _id: string;
  workflow: string;
  from: number;
  to: number;
  /** The whole mapping, as it was when somebody agreed to it. */
  mapping: Mapping;
  /** The migration that this one takes back: it moves only what that one has moved. */
  undoes: string | null;
  by: string;
  reason: string;
  at: Date;
  /** Cases of one wave; null for all in one. */
  wave: number | null;
  standing: MigrationStanding;
  /** Number of cases that are decided when it rests next; null for never. */
  until: number | null;
  /** Which process is at it, and until when the others leave it alone. */
  lease: { holder: string; until: Date } | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  workflow: { type: String, required: true },
  from: { type: Number, required: true },
  to: { type: Number, required: true },
  mapping: { type: Schema.Types.Mixed, required: true },
  undoes: { type: String, default: null },
  by: { type: String, required: true },
  reason: { type: String, required: true },
  at: { type: Date, required: true },
  wave: { type: Number, default: null },
  standing: { type: String, required: true },
  until: { type: Number, default: null },
  lease: { type: Schema.Types.Mixed, default: null },
});
schema.index({ at: -1, _id: -1 });
// Two at once would plan with what the other one changes.
schema.index(
  { workflow: 1 },
  {
    unique: true,
    partialFilterExpression: { standing: { $in: ["listing", "moving", "resting"] } },
  },
);

export const migrationCollection = collection<MigrationDoc>(
  "migrations",
  schema,
  nothingPersonal("ids of definitions and of members of staff"),
);

/** What has become of one case of a migration; `waiting` until that is decided. */
export type MigratedCaseDoc = {
  /** `migration.case` */
  _id: string;
  migration: string;
  caseId: string;
  outcome: "waiting" | "moved" | "refused" | "closed";
  /** States that it was moved from and to; null before. */
  from: string | null;
  to: string | null;
  /** The turn that moved it; null before. */
  turn: number | null;
  /** Why it stayed. */
  reasons: readonly Reason[];
  /** How often it was tried, and when it is tried next. */
  tries: number;
  notBefore: Date;
};

const caseSchema = new Schema({
  _id: { type: String, required: true },
  migration: { type: String, required: true },
  caseId: { type: String, required: true },
  outcome: { type: String, required: true },
  from: { type: String, default: null },
  to: { type: String, default: null },
  turn: { type: Number, default: null },
  reasons: { type: [Schema.Types.Mixed], default: [] },
  tries: { type: Number, default: 0 },
  notBefore: { type: Date, required: true },
});
caseSchema.index({ migration: 1, outcome: 1, notBefore: 1, caseId: 1 });

export const migratedCaseCollection = collection<MigratedCaseDoc>(
  "migrated_cases",
  caseSchema,
  nothingPersonal("case ids and states"),
);

/** Stores a migration. @returns false when another one of its workflow is not done */
export async function insertMigration(store: Store, doc: MigrationDoc): Promise<boolean> {
  try {
    await store.of(migrationCollection).create(doc);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** A migration by its id. */
export async function migrationById(store: Store, id: string): Promise<MigrationDoc | null> {
  return store.of(migrationCollection).findById(id).lean<MigrationDoc>();
}

/** The latest migrations, newest first. */
export async function latestMigrations(store: Store, limit: number): Promise<MigrationDoc[]> {
  return store
    .of(migrationCollection)
    .find({})
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean<MigrationDoc[]>();
}

/** Who works at a migration, and for how long the others leave it alone. */
export type Lease = { readonly holder: string; readonly now: Date; readonly until: Date };

/** Takes a migration that nobody works at; null when there is none. */
export async function claimMigration(
  store: Store,
  { holder, now, until }: Lease,
): Promise<MigrationDoc | null> {
  const free = { $or: [{ lease: null }, { "lease.until": operator({ $lt: now }) }] };
  const standing = operator({ $in: ["listing", "moving"] as MigrationStanding[] });
  return store
    .of(migrationCollection)
    .findOneAndUpdate(
      { standing, ...free },
      { $set: { lease: { holder, until } } },
      { sort: { at: 1 }, returnDocument: "after" },
    )
    .lean<MigrationDoc>();
}

/** Goes on holding a migration; null once it is not the holder's any more. */
export async function keepMigration(
  store: Store,
  id: string,
  { holder, until }: Lease,
): Promise<MigrationDoc | null> {
  return store
    .of(migrationCollection)
    .findOneAndUpdate(
      { _id: id, "lease.holder": holder },
      { $set: { "lease.until": until } },
      { returnDocument: "after" },
    )
    .lean<MigrationDoc>();
}

/** Lets a migration go, so that the next process may take it at once. */
export async function leaveMigration(store: Store, id: string, holder: string): Promise<void> {
  await store
    .of(migrationCollection)
    .updateOne({ _id: id, "lease.holder": holder }, { $set: { lease: null } });
}

/** Changes how far a migration is, if it is where the caller believes. @returns whether it was */
export async function turnMigration(
  store: Store,
  id: string,
  from: readonly MigrationStanding[],
  to: Partial<Pick<MigrationDoc, "standing" | "until">>,
): Promise<boolean> {
  const turned = await store
    .of(migrationCollection)
    .updateOne({ _id: id, standing: operator({ $in: [...from] }) }, { $set: to });
  return turned.matchedCount === 1;
}

/** Lists cases as waiting; those that are listed already stay as they are. */
export async function listMigrated(
  store: Store,
  migration: string,
  cases: readonly string[],
  at: Date,
): Promise<void> {
  if (cases.length === 0) return;
  const row = { migration, outcome: "waiting" as const, from: null, to: null, turn: null };
  await store.of(migratedCaseCollection).bulkWrite(
    cases.map((caseId) => ({
      updateOne: {
        filter: { _id: `${migration}.${caseId}` },
        update: { $setOnInsert: { ...row, caseId, reasons: [], tries: 0, notBefore: at } },
        upsert: true,
      },
    })),
  );
}

/** The next cases of a migration that are to be decided. */
export async function nextMigrated(
  store: Store,
  migration: string,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<MigratedCaseDoc[]> {
  return store
    .of(migratedCaseCollection)
    .find({ migration, outcome: "waiting", notBefore: operator({ $lte: now }) })
    .sort({ notBefore: 1, caseId: 1 })
    .limit(limit)
    .lean<MigratedCaseDoc[]>();
}

/** Writes what has become of a case, or when it is tried again. */
export async function noteMigrated(
  store: Store,
  id: string,
  what: Partial<Omit<MigratedCaseDoc, "_id" | "migration" | "caseId">>,
): Promise<void> {
  await store.of(migratedCaseCollection).updateOne({ _id: id }, { $set: what });
}

/** Cases of a migration by what has become of them. */
export async function migratedCounts(
  store: Store,
  migration: string,
): Promise<{ readonly [Outcome in MigratedCaseDoc["outcome"]]: number }> {
  const rows = await store
    .of(migratedCaseCollection)
    .aggregate<{ _id: MigratedCaseDoc["outcome"]; n: number }>([
      { $match: { migration } },
      { $group: { _id: "$outcome", n: { $sum: 1 } } },
    ]);
  const counts = { waiting: 0, moved: 0, refused: 0, closed: 0 };
  for (const { _id, n } of rows) counts[_id] = n;
  return counts;
}

/** The cases of a migration, or those with one outcome, by their ids. */
export async function migratedCases(
  store: Store,
  migration: string,
  outcome?: MigratedCaseDoc["outcome"],
): Promise<MigratedCaseDoc[]> {
  return store
    .of(migratedCaseCollection)
    .find({ migration, ...(outcome === undefined ? {} : { outcome }) })
    .sort({ caseId: 1 })
    .lean<MigratedCaseDoc[]>();
}

/** Which open cases a migration is about. */
export type Movable = {
  readonly workflow: string;
  readonly release: number;
  /** Only these; all when absent. */
  readonly among?: readonly string[];
};

/** Ids of the open cases of a workflow that follow a release, in order. */
export async function movableIds(store: Store, which: Movable, limit: number): Promise<string[]> {
  const docs = await store
    .of(caseCollection)
    .find(movable(which), { _id: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<CaseDoc, "_id">[]>();
  return docs.map(({ _id }) => _id);
}

/** The open cases of a workflow that follow a release, in order, with their state. */
export async function movableCases(
  store: Store,
  which: Movable,
  limit: number,
): Promise<Pick<CaseDoc, "_id" | "state">[]> {
  return store
    .of(caseCollection)
    .find(movable(which), { state: 1 })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<CaseDoc, "_id" | "state">[]>();
}

function movable({ workflow, release, among }: Movable) {
  return {
    ...{ status: "open" as const, release, workflow },
    ...(among === undefined ? {} : { _id: operator({ $in: [...among] }) }),
  };
}
