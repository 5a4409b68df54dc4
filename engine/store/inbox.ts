import { Schema } from "mongoose";
import { blindIndex } from "./sealing/blind-index.js";
import { collection, operator, type Store } from "./store.js";
import { keepWatching, type Watch } from "./watch.js";

/** An inbound message from acceptance until its case has it. Kept for ever: its key makes a repeat recognisable. */
export type InboxDoc = {
  /** `endpoint:providerId`. */
  _id: string;
  endpoint: string;
  channel: string;
  from: string;
  /** Our numbers or addresses that it was written to; absent in rows from before they were kept. */
  to?: readonly string[];
  text: string;
  name: string | null;
  data: { readonly [field: string]: string | number | boolean } | null;
  /** Words beside the text that may name the case. */
  about: string | null;
  /** A machine wrote it: kept, and neither answered nor handed to a case. */
  automatic: boolean;
  /** Files that came with it and are kept; absent when there are none. */
  files?: number;
  /** It goes before all that are not urgent; absent when it is not. */
  urgent?: true;
  /** Keyed hash of endpoint and sender, by which the messages before an urgent one are found; absent once it has its number. */
  sender?: string;
  /** The step of a trace that took it in (W3C Trace Context); absent when nothing is traced. */
  trace?: string;
  at: Date;
  /** `new` waits for the drain, `bound` has its case and number, `done` was handed over or needed no case, `dead` waits for a person. */
  state: "new" | "bound" | "done" | "dead";
  conversation: string | null;
  number: number | null;
  caseId: string | null;
  /** The message opens its case, rather than going to one that runs. */
  opens: boolean;
  /** Workflow of the case that it opens; absent when it opens none. */
  workflow?: string;
  /** Tries of the drain that ended in an error. */
  tries: number;
  /** Not before this instant is it tried again. */
  notBefore: Date;
  /** When it was given up, and the name of the last error; absent unless it is `dead`. */
  setAsideAt?: Date;
  why?: string;
};

const schema = new Schema({
  _id: { type: String, required: true },
  endpoint: { type: String, required: true },
  channel: { type: String, required: true },
  from: { type: String, required: true },
  to: { type: Schema.Types.Mixed },
  text: { type: String, default: "" },
  name: { type: String, default: null },
  data: { type: Schema.Types.Mixed, default: null },
  about: { type: String, default: null },
  automatic: { type: Boolean, default: false },
  files: { type: Number },
  urgent: { type: Boolean },
  sender: { type: String },
  trace: { type: String },
  at: { type: Date, required: true },
  state: { type: String, required: true },
  conversation: { type: String, default: null },
  number: { type: Number, default: null },
  caseId: { type: String, default: null },
  opens: { type: Boolean, default: false },
  workflow: { type: String },
  tries: { type: Number, default: 0 },
  notBefore: { type: Date, required: true },
  setAsideAt: { type: Date },
  why: { type: String },
});
schema.index({ state: 1, notBefore: 1 });
schema.index({ conversation: 1, number: 1 });
schema.index({ state: 1, at: 1 }, { partialFilterExpression: { urgent: true } });
schema.index({ sender: 1 }, { sparse: true });

export const inboxCollection = collection<InboxDoc>("inbox", schema, {
  keyOf: "caseId",
  members: {
    endpoint: "clear",
    channel: "clear",
    from: "sealed",
    to: "sealed",
    text: "sealed",
    name: "sealed",
    data: "sealed",
    about: "sealed",
    automatic: "clear",
    files: "clear",
    urgent: "clear",
    sender: "clear",
    trace: "clear",
    at: "clear",
    state: "clear",
    conversation: "clear",
    number: "clear",
    caseId: "clear",
    opens: "clear",
    workflow: "clear",
    tries: "clear",
    notBefore: "clear",
    setAsideAt: "clear",
    why: "clear",
  },
});

/** What is accepted of one message. */
export type InboxEntry = Pick<
  InboxDoc,
  | "endpoint"
  | "channel"
  | "from"
  | "to"
  | "text"
  | "name"
  | "data"
  | "about"
  | "automatic"
  | "files"
  | "urgent"
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
  const writes = await Promise.all(
    entries.map(async ({ providerId, ...entry }) => ({
      updateOne: {
        filter: { _id: inboxId(entry.endpoint, providerId) },
        update: {
          $setOnInsert: {
            ...entry,
            at,
            ...(entry.automatic
              ? { state: "done" as const }
              : { state: "new" as const, sender: await senderIndex(store, entry) }),
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
    })),
  );
  const result = await store.of(inboxCollection).bulkWrite(writes, { ordered: false });
  return result.upsertedCount;
}

function senderIndex(
  store: Store,
  { endpoint, from }: Pick<InboxDoc, "endpoint" | "from">,
): Promise<string> {
  return blindIndex(store, "inbox/sender", JSON.stringify([endpoint, from]));
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

/**
 * Urgent rows that are due, the oldest first, each after the rows that its sender has sent before it: what somebody says is
 * heard in the order in which they said it.
 */
export async function dueUrgent(store: Store, now: Date, limit: number): Promise<InboxDoc[]> {
  const model = store.of(inboxCollection);
  const due = { state: operator({ $in: WAITING }), notBefore: operator({ $lte: now }) };
  const urgent = await model
    .find({ ...due, urgent: true })
    .sort({ at: 1, _id: 1 })
    .limit(limit)
    .lean<InboxDoc[]>();
  const last = new Map(urgent.flatMap(({ sender, at }) => (sender ? [[sender, at]] : [])));
  if (last.size === 0) return urgent;
  const before = await model
    .find({
      ...due,
      sender: operator({ $in: [...last.keys()] }),
      urgent: operator({ $exists: false }),
    })
    .sort({ at: 1, _id: 1 })
    .lean<InboxDoc[]>();
  const pulled = before.filter(({ sender = "", at }) => at <= (last.get(sender) ?? 0));
  return [...pulled, ...urgent].toSorted(inOrder);
}

/**
 * What a conversation has to be drained of, as it stands now: first the rows that have their number, due or not, then those
 * of the given ones that still wait for one and are due.
 */
export async function rowsToDrain(
  store: Store,
  conversation: string,
  { ids, now }: { readonly ids: readonly string[]; readonly now: Date },
): Promise<{ readonly numbered: InboxDoc[]; readonly fresh: InboxDoc[] }> {
  const rows = await store
    .of(inboxCollection)
    .find({
      $or: [
        { conversation, state: "bound" },
        { _id: operator({ $in: [...ids] }), state: "new", notBefore: operator({ $lte: now }) },
      ],
    })
    .lean<InboxDoc[]>();
  return {
    numbered: rows
      .filter(({ state }) => state === "bound")
      .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)),
    fresh: rows.filter(({ state }) => state === "new").toSorted(inOrder),
  };
}

/** In the order in which they came. */
function inOrder(a: InboxDoc, b: InboxDoc): number {
  return a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1);
}

/** Changes members of a row. One that waits for a number no more is not looked for by its sender either. */
export async function updateInbound(
  store: Store,
  id: string,
  members: Partial<Omit<InboxDoc, "_id">>,
): Promise<void> {
  const found = members.state === undefined ? {} : { $unset: { sender: 1 as const } };
  await store.of(inboxCollection).updateOne({ _id: id }, { $set: members, ...found });
}

/** The messages of a conversation that have opened some cases since an instant, the last one first. */
export async function openingRows(
  store: Store,
  {
    conversation,
    cases,
    since,
  }: { readonly conversation: string; readonly cases: readonly string[]; readonly since: Date },
): Promise<InboxDoc[]> {
  const opened = { opens: true, caseId: operator({ $in: [...cases] }) };
  return store
    .of(inboxCollection)
    .find({ conversation, ...opened, at: operator({ $gte: since }) })
    .sort({ number: -1 })
    .lean<InboxDoc[]>();
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
