import { Schema } from "mongoose";
import type { Json } from "../definition/names.js";
import type { PinnedPlugin } from "../definition/release.js";
import type { DecidedOutcome } from "../definition/rule-set.js";
import type { AskedFact } from "../../rules/index.js";
import { collection, operator, type Store } from "./store.js";

/** A decision as recorded: rules, facts and trace, so that a draft can be replayed on it later. */
export type DecisionDoc = {
  /** Id of the effect that asked. */
  _id: string;
  caseId: string;
  release: number;
  ruleSet: string;
  hash: string;
  rule: string;
  outcome: DecidedOutcome;
  facts: Json;
  trace: Json;
  /** The plugins whose operators its rules use, as they were; absent where there are none. */
  plugins?: readonly PinnedPlugin[];
  /** The facts that plugins were asked for, and how each answered; absent where there are none. */
  asked?: readonly AskedFact[];
  at: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  release: { type: Number, required: true },
  ruleSet: { type: String, required: true },
  hash: { type: String, required: true },
  rule: { type: String, required: true },
  outcome: { type: Schema.Types.Mixed, required: true },
  facts: { type: Schema.Types.Mixed, required: true },
  trace: { type: Schema.Types.Mixed, required: true },
  plugins: { type: [{ _id: false, id: String, version: String }], default: undefined },
  asked: { type: [{ _id: false, fact: String, words: String, how: String }], default: undefined },
  at: { type: Date, required: true },
});
schema.index({ caseId: 1, at: -1 });
schema.index({ at: -1 });

export const decisionCollection = collection<DecisionDoc>("decisions", schema, {
  keyOf: "caseId",
  members: {
    caseId: "clear",
    release: "clear",
    ruleSet: "clear",
    hash: "clear",
    rule: "clear",
    outcome: "sealed",
    facts: "sealed",
    trace: "sealed",
    plugins: "clear",
    asked: "clear",
    at: "clear",
  },
});

/** Records a decision once; a repeat under the same id gets the first one back. */
export async function recordDecision(store: Store, decision: DecisionDoc): Promise<DecisionDoc> {
  const { _id, ...rest } = decision;
  return store
    .of(decisionCollection)
    .findOneAndUpdate({ _id }, { $setOnInsert: rest }, { upsert: true, returnDocument: "after" })
    .lean<DecisionDoc>();
}

/** The decision that an effect asked for; null as long as it is not made. */
export async function decisionById(store: Store, id: string): Promise<DecisionDoc | null> {
  return store.of(decisionCollection).findOne({ _id: id }).lean<DecisionDoc>();
}

/** The last decision made about a case; null when none was. */
export async function lastDecision(store: Store, caseId: string): Promise<DecisionDoc | null> {
  return store.of(decisionCollection).findOne({ caseId }).sort({ at: -1 }).lean<DecisionDoc>();
}

/** What is known of a decision without opening anything of it. */
export type DecisionOutline = Pick<DecisionDoc, "_id" | "caseId" | "release" | "ruleSet" | "at">;

const OUTLINE = { caseId: 1, release: 1, ruleSet: 1, at: 1 } as const;

/** The outline of a decision; null when there is none. */
export async function decisionOutline(store: Store, id: string): Promise<DecisionOutline | null> {
  return store.of(decisionCollection).findById(id, OUTLINE).lean<DecisionOutline>();
}

/** The newest decisions since an instant, newest first, without what is sealed. */
export async function decisionsSince(
  store: Store,
  since: Date,
  limit: number,
): Promise<DecisionOutline[]> {
  return store
    .of(decisionCollection)
    .find({ at: operator({ $gte: since }) }, OUTLINE)
    .sort({ at: -1 })
    .limit(limit)
    .lean<DecisionOutline[]>();
}

/** What was decided by what, in no order; without its reasons, which are most of a decision. */
export async function decidedBy(
  store: Store,
  ids: readonly string[],
): Promise<Omit<DecisionDoc, "trace">[]> {
  return store
    .of(decisionCollection)
    .find({ _id: operator({ $in: [...ids] }) }, { trace: 0 })
    .lean<Omit<DecisionDoc, "trace">[]>();
}
