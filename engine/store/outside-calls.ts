import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import type { Privacy } from "./sealing/privacy.js";
import { type Collection, collection, operator, type Store } from "./store.js";

/** One try: what came of it, as a word, and as an HTTP status where it is one. */
export type CallTry = {
  readonly at: Date;
  readonly attempt: number;
  readonly code: number | null;
  readonly why: string | null;
  /** Of the plugin that made it. */
  readonly version?: string;
};

/** One call of something outside, with every try. */
export type CallDoc<End> = {
  /** Id of the effect: case, turn and place. */
  _id: string;
  caseId: string;
  /** Id of a webhook, or name of a plugin's effect. */
  to: string;
  at: Date;
  tries: readonly CallTry[];
  /** Whoever has claimed it calls until then; nobody else does. */
  heldUntil: Date;
  /** Null until an answer is recorded. */
  end: End | null;
  isOver: boolean;
};

/** Declares a collection of calls that all end in one of the same ways, for ever. */
export function callCollection<End>(name: string): Collection<CallDoc<End>> {
  const schema = new Schema({
    _id: { type: String, required: true },
    caseId: { type: String, required: true },
    to: { type: String, required: true },
    at: { type: Date, required: true },
    tries: { type: [Schema.Types.Mixed], default: [] },
    heldUntil: { type: Date, required: true },
    end: { type: Schema.Types.Mixed, default: null },
    isOver: { type: Boolean, required: true },
  });
  schema.index({ caseId: 1, at: 1 });
  // Whether a member may be sealed cannot be told of an end that is open.
  const privacy: unknown = {
    keyOf: "caseId",
    members: {
      caseId: "clear",
      to: "clear",
      at: "clear",
      tries: "clear",
      heldUntil: "clear",
      end: "sealed",
      isOver: "clear",
    },
  };
  return collection(name, schema, privacy as Privacy<CallDoc<End>>);
}

/** Where calls of one kind are kept. */
export type Calls<End> = { readonly store: Store; readonly calls: Collection<CallDoc<End>> };

/** A call to be made. */
export type CallClaim = {
  readonly id: string;
  readonly caseId: string;
  readonly to: string;
  readonly at: Date;
  readonly until: Date;
};

/** What a claim comes to: the call is ours, somebody else is at it, or it is over. */
export type Claimed<End> =
  | { readonly status: "claimed" }
  | { readonly status: "held"; readonly until: Date }
  | { readonly status: "over"; readonly end: End };

/** Takes a call before the first byte. One that has an answer is never made again. */
export async function claimCall<End>(kept: Calls<End>, claim: CallClaim): Promise<Claimed<End>> {
  const { id: _id, caseId, to, at, until } = claim;
  const model = modelOf(kept);
  const blank = { caseId, to, at, tries: [], end: null, isOver: false };
  try {
    await model.insertMany([{ _id, ...blank, heldUntil: until }]);
    return { status: "claimed" };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const free = { _id, isOver: false, heldUntil: operator({ $lte: at }) };
  const taken = await model.updateOne(free, { $set: { heldUntil: until } });
  if (taken.modifiedCount === 1) return { status: "claimed" };
  const found = await model.findById(_id).lean<CallDoc<End>>();
  if (found?.end) return { status: "over", end: found.end };
  return { status: "held", until: found?.heldUntil ?? until };
}

/** A try that ended without an answer, under the claim that holds until then. */
export type FailedTry = { readonly id: string; readonly until: Date; readonly tried: CallTry };

/** Records a try that ended without an answer; the call may be made again, unless somebody else is at it by now. */
export async function recordTry<End>(
  kept: Calls<End>,
  { id, until, tried }: FailedTry,
): Promise<void> {
  const model = modelOf(kept);
  const open = { _id: id, isOver: false };
  const ours = { ...open, heldUntil: until };
  const freed = await model.updateOne(ours, {
    $set: { heldUntil: tried.at },
    $push: { tries: tried },
  });
  if (freed.modifiedCount === 0) await model.updateOne(open, { $push: { tries: tried } });
}

/** The end of a call, with the try that brought it. */
export type EndedCall<End> = {
  readonly id: string;
  readonly caseId: string;
  readonly tried: CallTry;
  readonly end: End;
};

/** Records how a call ended. The first end stands; whoever comes later gets it. */
export async function endCall<End>(
  kept: Calls<End>,
  { id, caseId, tried, end }: EndedCall<End>,
): Promise<End> {
  const model = modelOf(kept);
  const ended = await model.updateOne(
    { _id: id, caseId, isOver: false },
    { $set: { end, isOver: true }, $push: { tries: tried } },
  );
  if (ended.modifiedCount === 1) return end;
  const found = await model.findById(id).lean<CallDoc<End>>();
  return found?.end ?? end;
}

/** Mongoose's types do not carry a document whose end is open, so that of any end stands for it. */
function modelOf<End>({ store, calls }: Calls<End>) {
  return store.of<CallDoc<unknown>>(calls);
}
