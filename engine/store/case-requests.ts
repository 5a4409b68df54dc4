import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** Which case a request to open one got, so that its repeat gets the same. */
export type CaseRequestDoc = { _id: string; caseId: string; at: Date };

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  at: { type: Date, required: true },
});
/** Repeats come within hours; a month is plenty. */
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 86_400 });

export const caseRequestCollection = collection<CaseRequestDoc>(
  "case_requests",
  schema,
  nothingPersonal("opaque ids"),
);

/** The case id of a request: the one it got before, or the one offered now. */
export async function caseIdFor(
  store: Store,
  request: { readonly requestId: string; readonly offer: () => Promise<string>; readonly at: Date },
): Promise<string> {
  const model = store.of(caseRequestCollection);
  const before = await model.findById(request.requestId).lean<CaseRequestDoc>();
  if (before) return before.caseId;
  const caseId = await request.offer();
  const kept = await model
    .findOneAndUpdate(
      { _id: request.requestId },
      { $setOnInsert: { caseId, at: request.at } },
      { upsert: true, returnDocument: "after" },
    )
    .lean<CaseRequestDoc>();
  return kept.caseId;
}
