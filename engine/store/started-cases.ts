import { Schema } from "mongoose";
import type { StartRefusal } from "../interpreter/effect.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** What became of one effect that was to open a case, for ever. */
export type StartedDoc = {
  /** Id of the effect: case, turn and place. */
  _id: string;
  /** The case that asked. */
  parent: string;
  /** The case it got; null when it was refused. */
  caseId: string | null;
  /** Release that the new case follows, or that refused it. */
  release: number;
  why: StartRefusal | null;
  at: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  parent: { type: String, required: true },
  caseId: { type: String, default: null },
  release: { type: Number, required: true },
  why: { type: String, default: null },
  at: { type: Date, required: true },
});
schema.index({ parent: 1 });

export const startedCaseCollection = collection<StartedDoc>(
  "started_cases",
  schema,
  nothingPersonal("opaque ids"),
);

/** What was decided about an effect: what stands there, or what is offered now. Whoever writes first decides for all. */
export async function startedOnce(
  store: Store,
  effect: string,
  offer: () => Promise<StartedDoc>,
): Promise<StartedDoc> {
  const model = store.of(startedCaseCollection);
  const before = await model.findById(effect).lean<StartedDoc>();
  if (before) return before;
  const { _id, ...offered } = await offer();
  return model
    .findOneAndUpdate({ _id }, { $setOnInsert: offered }, { upsert: true, returnDocument: "after" })
    .lean<StartedDoc>();
}
