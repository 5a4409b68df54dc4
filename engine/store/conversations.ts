import { type ClientSession, Schema } from "mongoose";
import { inboxCollection, type InboxDoc } from "./inbox.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/**
 * The exchange with one contact on one endpoint. It numbers its messages, so that a case can drop what it has seen,
 * and is drained by one leaseholder at a time, so that order holds (rule of durability 5).
 */
export type ConversationDoc = {
  /** `endpoint:address`. */
  _id: string;
  contact: string;
  endpoint: string;
  channel: string;
  /** Number of the last message bound. */
  last: number;
  /** Cases its messages opened last, newest first: their rows may not be there yet when the next message comes. */
  opened: readonly string[];
  /** Cases offered for a choice by number, while we wait for the answer; with the inbox row it is about. */
  choice: { readonly cases: readonly string[]; readonly inbox: string; readonly at: Date } | null;
  lease: { readonly holder: string; readonly until: Date } | null;
};

const schema = new Schema({
  _id: { type: String, required: true },
  contact: { type: String, required: true },
  endpoint: { type: String, required: true },
  channel: { type: String, required: true },
  last: { type: Number, default: 0 },
  opened: { type: [String], default: [] },
  choice: { type: Schema.Types.Mixed, default: null },
  lease: { type: Schema.Types.Mixed, default: null },
});

export const conversationCollection = collection<ConversationDoc>(
  "conversations",
  schema,
  nothingPersonal("opaque ids and counters"),
);

/** The conversation with an address, made on first sight. */
export async function openConversation(
  store: Store,
  conversation: Pick<ConversationDoc, "_id" | "contact" | "endpoint" | "channel">,
): Promise<ConversationDoc> {
  const { _id, ...members } = conversation;
  return store
    .of(conversationCollection)
    .findOneAndUpdate(
      { _id },
      { $setOnInsert: { ...members, last: 0, opened: [], choice: null, lease: null } },
      { upsert: true, returnDocument: "after" },
    )
    .lean<ConversationDoc>();
}

/** Takes the lease of a conversation; false when another drain holds it. */
export async function leaseConversation(
  store: Store,
  id: string,
  lease: { readonly holder: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { holder, now, until } = lease;
  const taken = await store.of(conversationCollection).updateOne(
    {
      _id: id,
      $or: [{ lease: null }, { "lease.until": operator({ $lt: now }) }, { "lease.holder": holder }],
    },
    { $set: { lease: { holder, until } } },
  );
  return taken.matchedCount === 1;
}

/** Gives the lease back. */
export async function releaseConversation(store: Store, id: string, holder: string): Promise<void> {
  await store
    .of(conversationCollection)
    .updateOne({ _id: id, "lease.holder": holder }, { $set: { lease: null } });
}

/** Sets or clears the open choice of a conversation. */
export async function setChoice(
  store: Store,
  id: string,
  choice: ConversationDoc["choice"],
): Promise<void> {
  await store.of(conversationCollection).updateOne({ _id: id }, { $set: { choice } });
}

/** Where an inbox row goes; `text` is what the case is told. */
export type Binding = {
  readonly row: InboxDoc;
  readonly conversation: string;
  readonly caseId: string;
  readonly opens: boolean;
  /** Workflow of the case that it opens. */
  readonly workflow?: string;
  readonly text: string;
};

/** Binds an inbox row to a case under the next number of its conversation, in one transaction. Returns the number. */
export async function bindInbound(store: Store, bind: Binding): Promise<number> {
  return store.transaction((session) => bindIn(store, bind, session));
}

/** Which row goes from which case, or from none, to which. */
export type Rebinding = {
  readonly inbox: string;
  readonly conversation: string;
  readonly from: string | null;
  readonly to: string;
  /** Workflow of the case that it opens. */
  readonly workflow: string;
};

/** Lets a bound row open a case of its own, if it still belongs to the one we saw closed, or to none. Its number stays. */
export async function rebindInbound(store: Store, bind: Rebinding): Promise<boolean> {
  return store.transaction(async (session) => {
    const changed = await store
      .of(inboxCollection)
      .updateOne(
        { _id: bind.inbox, caseId: bind.from, state: "bound" },
        { $set: { caseId: bind.to, opens: true, workflow: bind.workflow } },
        { session },
      );
    if (changed.modifiedCount !== 1) return false;
    await store
      .of(conversationCollection)
      .updateOne({ _id: bind.conversation }, { $push: { opened: newest(bind.to) } }, { session });
    return true;
  });
}

/**
 * Takes a row back from a case that had closed before it could digest it: the row belongs to no case until the drain lets
 * it open another one. The drain may not have noted yet that it handed the row over.
 */
export async function returnInbound(store: Store, caseId: string, inbox: string): Promise<void> {
  const state = operator({ $in: ["bound" as const, "done" as const] });
  await store
    .of(inboxCollection)
    .updateOne({ _id: inbox, caseId, state }, { $set: { state: "bound", caseId: null } });
}

/** Notes that a case has its row, unless the case has given it back meanwhile. */
export async function finishInbound(store: Store, inbox: string, caseId: string): Promise<void> {
  await store
    .of(inboxCollection)
    .updateOne({ _id: inbox, caseId, state: "bound" }, { $set: { state: "done" } });
}

/** Cases remembered of a conversation; a commit takes far less time than ten messages of one person. */
const REMEMBERED = 10;

function newest(caseId: string) {
  return { $each: [caseId], $position: 0, $slice: REMEMBERED };
}

async function bindIn(store: Store, bind: Binding, session: ClientSession): Promise<number> {
  const conversation = await store
    .of(conversationCollection)
    .findOneAndUpdate(
      { _id: bind.conversation },
      { $inc: { last: 1 }, ...(bind.opens ? { $push: { opened: newest(bind.caseId) } } : {}) },
      { returnDocument: "after", session },
    )
    .lean<ConversationDoc>();
  if (!conversation) throw new TypeError("no such conversation");
  const { row } = bind;
  const bound = await store.of(inboxCollection).updateOne(
    { _id: row._id, state: "new" },
    {
      $set: {
        state: "bound",
        conversation: bind.conversation,
        number: conversation.last,
        caseId: bind.caseId,
        opens: bind.opens,
        ...(bind.workflow === undefined ? {} : { workflow: bind.workflow }),
        // Written again as they are: from here on they are sealed under the key of the case.
        ...{ from: row.from, name: row.name, data: row.data, about: row.about },
        ...(row.to === undefined ? {} : { to: row.to }),
        text: bind.text,
      },
      $unset: { sender: 1 },
    },
    { session },
  );
  if (bound.modifiedCount !== 1) throw new TypeError("the message is bound already");
  return conversation.last;
}
