import { type ClientSession, Schema } from "mongoose";
import type { DeliveryState } from "../channels/contract.js";
import { furthest } from "../channels/delivery.js";
import { collection, operator, type Store } from "./store.js";
import {
  keepWaiting,
  type Receipt,
  type WaitingReceiptDoc,
  waitingReceiptCollection,
} from "./waiting-receipts.js";

/** Where a message is. `unknown` may have reached the person; `suppressed` was never sent because they said STOP. */
export type MessageState = DeliveryState | "received" | "unknown" | "suppressed";

/** One try at sending a message. */
export type Attempt = {
  readonly id: string;
  readonly n: number;
  readonly at: Date;
  readonly outcome: string | null;
  readonly providerId: string | null;
  /** Endpoint that it went over; absent before it ended. */
  readonly endpoint?: string;
};

/** A message of a case, in or out. Written by `commit`; its delivery by claims and receipts. */
export type MessageDoc = {
  _id: string;
  caseId: string;
  turn: number;
  direction: "in" | "out";
  channel: string;
  /** The endpoint that has the message or gets it next; its receipts come from there. */
  endpoint: string;
  contact: string;
  /** The alert that it calls somebody for; such a message belongs to no conversation. */
  alert?: string;
  /** The member of staff it goes to; null for a post that a whole team reads. */
  person?: string | null;
  to: string;
  /** Of a letter; null where a channel has none. */
  subject: string | null;
  text: string;
  template: string | null;
  language: string | null;
  segments: number | null;
  /** It overtakes what waits: it is part of an alert, or its workflow says so. */
  urgent?: true;
  /** Entry of its case's state that it is for; absent where it is sent whatever has become of the case. */
  entry?: number;
  state: MessageState;
  reason: string | null;
  attempts: Attempt[];
  /** The provider's id of an attempt that it has, or may have; receipts find the message by it. */
  providerId: string | null;
  /** When what became of it is to be looked into, or told to its case; absent when there is nothing to settle. */
  lookAt?: Date;
  at: Date;
  updatedAt: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, default: "" },
  turn: { type: Number, required: true },
  direction: { type: String, required: true },
  channel: { type: String, default: "" },
  endpoint: { type: String, default: "" },
  contact: { type: String, default: "" },
  alert: { type: String },
  person: { type: String },
  to: { type: String, default: "" },
  subject: { type: String, default: null },
  text: { type: String, default: "" },
  template: { type: String, default: null },
  language: { type: String, default: null },
  segments: { type: Number, default: null },
  urgent: { type: Boolean },
  entry: { type: Number },
  state: { type: String, required: true },
  reason: { type: String, default: null },
  attempts: { type: [Schema.Types.Mixed], default: [] },
  providerId: { type: String, default: null },
  lookAt: { type: Date },
  at: { type: Date, required: true },
  updatedAt: { type: Date, required: true },
});
schema.index({ caseId: 1, at: 1, turn: 1, direction: 1, _id: 1 });
schema.index(
  { endpoint: 1, providerId: 1 },
  { unique: true, partialFilterExpression: { providerId: { $type: "string" } } },
);
schema.index({ state: 1, updatedAt: 1 });
/** The line of each endpoint, in order. */
schema.index({ endpoint: 1, at: 1 }, { partialFilterExpression: { state: "queued" } });
schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $type: "date" } } });
/** The exchange with a person, in order. */
schema.index({ contact: 1, at: 1 });
schema.index({ alert: 1, at: 1 }, { partialFilterExpression: { alert: { $type: "string" } } });

export const messageCollection = collection<MessageDoc>("messages", schema, {
  keyOf: "caseId",
  members: {
    caseId: "clear",
    alert: "clear",
    person: "clear",
    turn: "clear",
    direction: "clear",
    channel: "clear",
    endpoint: "clear",
    contact: "clear",
    to: "sealed",
    subject: "sealed",
    text: "sealed",
    template: "clear",
    language: "clear",
    segments: "clear",
    urgent: "clear",
    entry: "clear",
    state: "clear",
    reason: "sealed",
    attempts: "clear",
    providerId: "clear",
    lookAt: "clear",
    at: "clear",
    updatedAt: "clear",
  },
});

/** Messages of a case, oldest first; within a turn what came in before what it caused. */
export async function messagesOf(store: Store, caseId: string): Promise<MessageDoc[]> {
  return store
    .of(messageCollection)
    .find({ caseId })
    .sort({ at: 1, turn: 1, direction: 1, _id: 1 })
    .limit(1000)
    .lean<MessageDoc[]>();
}

/** What a claim found. */
export type Claim =
  | { readonly status: "claimed"; readonly message: MessageDoc; readonly attemptId: string }
  | { readonly status: "taken"; readonly message: MessageDoc }
  | { readonly status: "missing" };

/**
 * Takes a queued message for one attempt before the first byte is written: compare-and-set `queued → sending`.
 * Of all who try only one gets it; whoever finds it `sending` must not send (rule of durability 4).
 */
export async function claimMessage(
  store: Store,
  claim: { readonly messageId: string; readonly attempt: number; readonly at: Date },
): Promise<Claim> {
  const { messageId, attempt, at } = claim;
  const attemptId = `${messageId}.${String(attempt)}`;
  const taken: Attempt = { id: attemptId, n: attempt, at, outcome: null, providerId: null };
  const model = store.of(messageCollection);
  const message = await model
    .findOneAndUpdate(
      { _id: messageId, state: "queued" },
      { $set: { state: "sending", updatedAt: at }, $push: { attempts: taken } },
      { returnDocument: "after" },
    )
    .lean<MessageDoc>();
  if (message) return { status: "claimed", message, attemptId };
  const found = await model.findById(messageId).lean<MessageDoc>();
  return found ? { status: "taken", message: found } : { status: "missing" };
}

/** States of a message whose attempt may still hear its answer. */
const ATTEMPTED: MessageState[] = ["sending", "unknown"];

/** A message may go back into the line only while nobody has been told that its outcome is unknown. */
const SENDING: MessageState[] = ["sending"];

/** How an attempt ended: the state to write, if the message is still `sending` under this attempt. */
export type AttemptResult = {
  readonly message: Pick<MessageDoc, "_id" | "caseId">;
  readonly attemptId: string;
  readonly state: MessageState;
  readonly outcome: string;
  readonly reason: string | null;
  readonly providerId: string | null;
  /** Endpoint that the attempt went over. */
  readonly endpoint: string;
  /** Endpoint of the next attempt, when it is another one. */
  readonly next?: string;
  readonly at: Date;
};

/** Writes how an attempt ended and joins receipts that came first. A message that has moved on meanwhile is left alone. */
export async function recordAttempt(store: Store, result: AttemptResult): Promise<void> {
  const { message, attemptId, state, outcome, reason, providerId, endpoint, next, at } = result;
  const { _id, caseId } = message;
  const from = state === "queued" ? SENDING : ATTEMPTED;
  await store.of(messageCollection).updateOne(
    { _id, caseId, state: operator({ $in: from }), "attempts.id": attemptId },
    {
      $set: {
        state,
        reason,
        providerId,
        updatedAt: at,
        ...(state === "unknown" ? { lookAt: firstLook(at) } : {}),
        ...(next === undefined ? {} : { endpoint: next }),
        "attempts.$.outcome": outcome,
        "attempts.$.endpoint": endpoint,
        "attempts.$.providerId": providerId,
      },
    },
  );
  if (providerId !== null) await joinReceipts(store, _id);
}

/** Applies the receipts that came before the provider's id of a message was known. */
export async function joinReceipts(store: Store, messageId: string): Promise<void> {
  const message = await store.of(messageCollection).findById(messageId).lean<MessageDoc>();
  const { endpoint, providerId } = message ?? {};
  if (endpoint === undefined || typeof providerId !== "string") return;
  const waiting = store.of(waitingReceiptCollection);
  const early = await waiting.find({ endpoint, providerId }).lean<WaitingReceiptDoc[]>();
  for (const receipt of early) await applyReceipt(store, receipt);
  if (early.length > 0) await waiting.deleteMany({ endpoint, providerId });
}

/** Time until an end that nobody saw is looked into: the provider, or a receipt, may know by then. */
const FIRST_LOOK_MS = 5_000;

function firstLook(at: Date): Date {
  return new Date(at.getTime() + FIRST_LOOK_MS);
}

/** Why a message is `unknown` whose attempt nobody saw the end of. */
export const NO_ANSWER = "no_answer_recorded";

/** Marks a message whose attempt began and never ended: it may have reached the person, so only a receipt or staff settles it. */
export async function markUnknown(
  store: Store,
  { _id, caseId }: Pick<MessageDoc, "_id" | "caseId">,
  at: Date,
): Promise<void> {
  await store
    .of(messageCollection)
    .updateOne(
      { _id, caseId, state: "sending" },
      { $set: { state: "unknown", reason: NO_ANSWER, updatedAt: at, lookAt: firstLook(at) } },
    );
}

/** Applies a receipt: forward only; one for an id we do not know yet waits. One that says it failed is news for the case. */
export async function applyReceipt(
  store: Store,
  receipt: Receipt,
): Promise<"applied" | "waiting" | "unchanged"> {
  const { endpoint, providerId, state, reason, at } = receipt;
  const model = store.of(messageCollection);
  for (;;) {
    const message = await model.findOne({ endpoint, providerId }).lean<MessageDoc>();
    if (!message) {
      await keepWaiting(store, receipt);
      // The id may have been written between our look and our note; look once more so that nobody waits for ever.
      const now = await model.exists({ endpoint, providerId });
      if (!now) return "waiting";
      await store.of(waitingReceiptCollection).deleteMany({ endpoint, providerId, state });
      continue;
    }
    const next =
      message.state === "unknown" ? state : furthest(message.state as DeliveryState, state);
    if (next === message.state) return "unchanged";
    const written = await model.updateOne(
      { _id: message._id, caseId: message.caseId, state: message.state },
      {
        $set: {
          state: next,
          updatedAt: at,
          ...(next === "failed" ? { reason, lookAt: at } : {}),
        },
      },
    );
    if (written.modifiedCount === 1) return "applied";
  }
}

/** Inserts messages of committed turns. */
export async function insertMessages(
  store: Store,
  messages: readonly MessageDoc[],
  session: ClientSession,
): Promise<void> {
  if (messages.length > 0) await store.of(messageCollection).insertMany([...messages], { session });
}

/** Inserts a message that belongs to no commit; a repeat gets the one that is there. */
export async function insertMessageOnce(store: Store, message: MessageDoc): Promise<MessageDoc> {
  const { _id, ...members } = message;
  return store
    .of(messageCollection)
    .findOneAndUpdate({ _id }, { $setOnInsert: members }, { upsert: true, returnDocument: "after" })
    .lean<MessageDoc>();
}
