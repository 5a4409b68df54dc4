import { Schema } from "mongoose";
import type { Json } from "../definition/names.js";
import type { WebhookFailure } from "../interpreter/effect.js";
import { isDuplicate } from "./duplicate.js";
import { collection, operator, type Store } from "./store.js";

/** How a call ended, for ever. */
export type CallEnd =
  | {
      readonly status: "answered";
      readonly code: number;
      readonly answer: { readonly [field: string]: Json };
    }
  | { readonly status: "failed"; readonly why: WebhookFailure; readonly code: number | null };

/** One try: what came of it, as an HTTP status or a word. */
export type CallTry = {
  readonly at: Date;
  readonly attempt: number;
  readonly code: number | null;
  readonly why: string | null;
};

/** One call of another system, with every try. */
export type WebhookCallDoc = {
  /** Id of the effect: case, turn and place. */
  _id: string;
  caseId: string;
  webhook: string;
  at: Date;
  tries: readonly CallTry[];
  /** Whoever has claimed it calls until then; nobody else does. */
  heldUntil: Date;
  /** Null until an answer is recorded. */
  end: CallEnd | null;
  isOver: boolean;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  webhook: { type: String, required: true },
  at: { type: Date, required: true },
  tries: { type: [Schema.Types.Mixed], default: [] },
  heldUntil: { type: Date, required: true },
  end: { type: Schema.Types.Mixed, default: null },
  isOver: { type: Boolean, required: true },
});
schema.index({ caseId: 1, at: 1 });

export const webhookCallCollection = collection<WebhookCallDoc>("webhook_calls", schema, {
  keyOf: "caseId",
  members: {
    caseId: "clear",
    webhook: "clear",
    at: "clear",
    tries: "clear",
    heldUntil: "clear",
    end: "sealed",
    isOver: "clear",
  },
});

/** A call to be made. */
export type CallClaim = {
  readonly id: string;
  readonly caseId: string;
  readonly webhook: string;
  readonly at: Date;
  readonly until: Date;
};

/** What a claim comes to: the call is ours, somebody else is at it, or it is over. */
export type Claimed =
  | { readonly status: "claimed" }
  | { readonly status: "held"; readonly until: Date }
  | { readonly status: "over"; readonly end: CallEnd };

/** Takes a call before the first byte. One that has an answer is never made again. */
export async function claimCall(store: Store, claim: CallClaim): Promise<Claimed> {
  const { id: _id, caseId, webhook, at, until } = claim;
  const model = store.of(webhookCallCollection);
  const blank = { caseId, webhook, at, tries: [], end: null, isOver: false };
  try {
    await model.insertMany([{ _id, ...blank, heldUntil: until }]);
    return { status: "claimed" };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const free = { _id, isOver: false, heldUntil: operator({ $lte: at }) };
  const taken = await model.updateOne(free, { $set: { heldUntil: until } });
  if (taken.modifiedCount === 1) return { status: "claimed" };
  const found = await model.findById(_id).lean<WebhookCallDoc>();
  if (found?.end) return { status: "over", end: found.end };
  return { status: "held", until: found?.heldUntil ?? until };
}

/** A try that ended without an answer, under the claim that holds until then. */
export type FailedTry = { readonly id: string; readonly until: Date; readonly tried: CallTry };

/** Records a try that ended without an answer; the call may be made again, unless somebody else is at it by now. */
export async function recordTry(store: Store, { id, until, tried }: FailedTry): Promise<void> {
  const model = store.of(webhookCallCollection);
  const open = { _id: id, isOver: false };
  const ours = { ...open, heldUntil: until };
  const freed = await model.updateOne(ours, {
    $set: { heldUntil: tried.at },
    $push: { tries: tried },
  });
  if (freed.modifiedCount === 0) await model.updateOne(open, { $push: { tries: tried } });
}

/** The end of a call, with the try that brought it. */
export type EndedCall = {
  readonly id: string;
  readonly caseId: string;
  readonly tried: CallTry;
  readonly end: CallEnd;
};

/** Records how a call ended. The first end stands; whoever comes later gets it. */
export async function endCall(
  store: Store,
  { id, caseId, tried, end }: EndedCall,
): Promise<CallEnd> {
  const model = store.of(webhookCallCollection);
  const ended = await model.updateOne(
    { _id: id, caseId, isOver: false },
    { $set: { end, isOver: true }, $push: { tries: tried } },
  );
  if (ended.modifiedCount === 1) return end;
  const found = await model.findById(id).lean<WebhookCallDoc>();
  return found?.end ?? end;
}
