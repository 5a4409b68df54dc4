import { Schema } from "mongoose";
import { collection, operator, type Store } from "./store.js";
import { keepWatching, type Watch } from "./watch.js";

/** An inbound message from acceptance until its case has it. Kept for ever: its key makes a repeat recognisable. */
export type InboxDoc = {
  /** `endpoint:providerId`. */
  _id: string;
  endpoint: string;
  channel: string;
  from: string;
  text: string;
  name: string | null;
  data: { readonly [field: string]: string | number | boolean } | null;
  /** Words beside the text that may name the case. */
  about: string | null;
  /** A machine wrote it: kept, and neither answered nor handed to a case. */
  automatic: boolean;
  /** Files that came with it and are kept; absent when there are none. */
  files?: number;
  /** The step of a trace that took it in (W3C Trace Context); absent when nothing is traced. */
  trace?: string;
  at: Date;
  /** `new` waits for the drain, `bound` has its case and number, `done` was handed over or needed no case. */
  state: "new" | "bound" | "done" | "dead";
  conversation: string | null;
  number: number | null;
  caseId: string | null;
  /** The message opens its case, rather than going to one that runs. */
  opens: boolean;
  /** Tries of the drain that ended in an error. */
  tries: number;
  /** Not before this instant is it tried again. */
  notBefore: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  endpoint: { type: String, required: true },
  channel: { type: String, required: true },
  from: { type: String, required: true },
  text: { type: String, default: "" },
  name: { type: String, default: null },
  data: { type: Schema.Types.Mixed, default: null },
  about: { type: String, default: null },
  automatic: { type: Boolean, default: false },
  files: { type: Number },
  trace: { type: String },
  at: { type: Date, required: true },
  state: { type: String, required: true },
  conversation: { type: String, default: null },
  number: { type: Number, default: null },
  caseId: { type: String, default: null },
  opens: { type: Boolean, default: false },
  tries: { type: Number, default: 0 },
  notBefore: { type: Date, required: true },
});
schema.index({ state: 1, notBefore: 1 });
schema.index({ conversation: 1, number: 1 });

export const inboxCollection = collection<InboxDoc>("inbox", schema, {
  keyOf: "caseId",
  members: {
    endpoint: "clear",
    channel: "clear",
    from: "sealed",
    text: "sealed",
    name: "sealed",
    data: "sealed",
    about: "sealed",
    automatic: "clear",
    files: "clear",
    trace: "clear",
    at: "clear",
    state: "clear",
    conversation: "clear",
    number: "clear",
    caseId: "clear",
    opens: "clear",
    tries: "clear",
    notBefore: "clear",
  },
});

/** What is accepted of one message. */
export type InboxEntry = Pick<
  InboxDoc,
  | "endpoint"
  | "channel"
  | "from"
  | "text"
  | "name"
  | "data"
  | "about"
  | "automatic"
  | "files"
  | "trace"
> & {
  readonly providerId: string;
};

/** Stores messages, each once for ever, journaled before this answers. Returns how many were new. */
export async function storeInbound(
  store: Store,
  entries: readonly InboxEntry[],
  at: Date,
): Promise<number> {
  if (entries.length === 0) return 0;
  const writes = entries.map(({ providerId, ...entry }) => ({
    updateOne: {
      filter: { _id: inboxId(entry.endpoint, providerId) },
      update: {
        $setOnInsert: {
          ...entry,
          at,
          state: entry.automatic ? ("done" as const) : ("new" as const),
          conversation: null,
          number: null,
          caseId: null,
          opens: false,
          tries: 0,
          notBefore: at,
        },
      },
      upsert: true,
    },
  }));
  const result = await store.of(inboxCollection).bulkWrite(writes, { ordered: false });
  return result.upsertedCount;
}

/** Key of an inbound message. */
export function inboxId(endpoint: string, providerId: string): string {
  return `${endpoint}:${providerId}`;
}

/** The provider's id in the key of a message, or undefined when it came in on another endpoint. */
export function providerIdOf(id: string, endpoint: string): string | undefined {
  return id.startsWith(`${endpoint}:`) ? id.slice(endpoint.length + 1) : undefined;
}

/** An inbox row by its key. */
export async function inboxRow(store: Store, id: string): Promise<InboxDoc | null> {
  return store.of(inboxCollection).findById(id).lean<InboxDoc>();
}

/** States of a row whose case does not have it yet. */
const WAITING: InboxDoc["state"][] = ["new", "bound"];

/** Oldest rows that nobody works on and that are due. */
export async function dueInbound(store: Store, now: Date, limit: number): Promise<InboxDoc[]> {
  return store
    .of(inboxCollection)
    .find({ state: operator({ $in: WAITING }), notBefore: operator({ $lte: now }) })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean<InboxDoc[]>();
}

/** Rows of a conversation that have their number and are not handed over yet, in order. */
export async function boundRows(store: Store, conversation: string): Promise<InboxDoc[]> {
  return store
    .of(inboxCollection)
    .find({ conversation, state: "bound" })
    .sort({ number: 1 })
    .lean<InboxDoc[]>();
}

/** Changes members of a row. */
export async function updateInbound(
  store: Store,
  id: string,
  members: Partial<Omit<InboxDoc, "_id">>,
): Promise<void> {
  await store.of(inboxCollection).updateOne({ _id: id }, { $set: members });
}

/** Rows that wait, with the age of the oldest, for health and metrics. */
export async function inboxBacklog(
  store: Store,
): Promise<{ readonly waiting: number; readonly oldest: Date | null }> {
  const model = store.of(inboxCollection);
  const waiting = await model.countDocuments({ state: operator({ $in: WAITING }) });
  const oldest = await model
    .findOne({ state: operator({ $in: WAITING }) }, { at: 1 })
    .sort({ at: 1 })
    .lean<Pick<InboxDoc, "at">>();
  return { waiting, oldest: oldest?.at ?? null };
}

/** Calls back for every new row, as long as MongoDB lets us watch; a sweep by the clock finds what a broken watch misses. */
export function watchInbox(store: Store, ring: () => void): Watch {
  const inserts = [{ $match: { operationType: "insert" } }];
  return keepWatching(() => store.of(inboxCollection).watch(inserts, { hydrate: false }), ring);
}
