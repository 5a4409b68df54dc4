import mongoose, { type Schema } from "mongoose";
import { caseCollection } from "../../engine/store/cases.js";
import { eventCollection } from "../../engine/store/events.js";
import { queueEntryCollection } from "../../engine/store/queue-entries.js";
import type { BareActivities, BareEvent, BareState } from "./shapes.js";

type Row<Body> = { _id: string } & Body;
type Db = mongoose.mongo.Db;

/** A hand-written store: the native driver, three collections with the indexes that ours have. */
export type BareStore = {
  readonly activities: BareActivities;
  close(): Promise<void>;
};

/** Connects and makes the collections. */
export async function openBareStore(uri: string): Promise<BareStore> {
  const client = await mongoose.mongo.MongoClient.connect(uri, {
    writeConcern: { w: "majority", journal: true },
    readConcern: { level: "majority" },
  });
  const db = client.db();
  await indexLike(db, "bare_cases", caseCollection.schema);
  await indexLike(db, "bare_events", eventCollection.schema);
  await indexLike(db, "bare_queue_entries", queueEntryCollection.schema);
  return {
    activities: {
      writeTurns: ({ state, events }) =>
        client.withSession((session) =>
          session.withTransaction(() => write(db, session, state, events)),
        ),
    },
    close: () => client.close(),
  };
}

async function indexLike(db: Db, name: string, schema: Schema): Promise<void> {
  await db.createCollection(name);
  const indexes = schema.indexes().map(([key, options]) => ({ key, ...options }));
  await db.collection(name).createIndexes(indexes as mongoose.mongo.IndexDescription[]);
}

/** The statements of our own commit, without digests, patches and hash chain. */
async function write(
  db: Db,
  session: mongoose.mongo.ClientSession,
  state: BareState,
  events: readonly BareEvent[],
): Promise<void> {
  const cases = db.collection<Row<object>>("bare_cases");
  const stored = await cases.findOne<{ turn: number }>(
    { _id: state.id },
    { session, projection: { turn: 1 } },
  );
  const fresh = events.filter(({ turn }) => turn > (stored?.turn ?? 0));
  if (fresh.length === 0) return;
  await db.collection<Row<object>>("bare_events").insertMany(
    fresh.map((event) => eventRow(event, state)),
    { session },
  );
  await placeInQueue(db, session, state);
  await cases.updateOne({ _id: state.id }, { $set: caseRow(state) }, { session, upsert: true });
}

async function placeInQueue(
  db: Db,
  session: mongoose.mongo.ClientSession,
  { id, status, assignee, queue, updatedAt }: BareState,
): Promise<void> {
  const entries = db.collection<Row<object>>("bare_queue_entries");
  if (status === "closed" || assignee !== null) {
    await entries.deleteMany({ caseId: id }, { session });
    return;
  }
  const entry = { queue, rank: 0 };
  const first = { caseId: id, joinedAt: new Date(updatedAt), claim: null };
  await entries.updateOne(
    { _id: id },
    { $set: entry, $setOnInsert: first },
    { session, upsert: true },
  );
}

function eventRow(event: BareEvent, { state, queue }: BareState) {
  const { caseId, turn, type, at, actor, requestId, input } = event;
  return {
    _id: `${caseId}.${String(turn)}`,
    ...{ caseId, turn, type, at: new Date(at), actor, requestId, input, state, queue },
  };
}

function caseRow(state: BareState) {
  const { turn, status, priority, queue, assignee } = state;
  return {
    ...{ state, turn, stateId: state.state, status, priority, rank: 0, queue, assignee },
    contact: null,
    createdAt: new Date(state.createdAt),
    updatedAt: new Date(state.updatedAt),
  };
}
