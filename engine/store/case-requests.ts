import { Schema } from "mongoose";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** Which case a request to open one got, and under which release, so that its repeat gets the same. */
export type CaseRequestDoc = {
  _id: string;
  caseId: string;
  /** Absent in rows from before it was kept. */
  release?: number;
  at: Date;
};

/** What a request is bound to. */
export type CaseRequest = Pick<CaseRequestDoc, "caseId" | "release">;

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  release: { type: Number },
  at: { type: Date, required: true },
});
/** Repeats come within hours; a month is plenty. */
schema.index({ at: 1 }, { expireAfterSeconds: 30 * 86_400 });

export const caseRequestCollection = collection<CaseRequestDoc>(
  "case_requests",
  schema,
  nothingPersonal("opaque ids"),
);

/** What a request was bound to before; null for one that is new. */
export async function caseRequest(store: Store, requestId: string): Promise<CaseRequest | null> {
  return store.of(caseRequestCollection).findById(requestId).lean<CaseRequestDoc>();
}

/** Binds a request to a case and its release. @returns what it is bound to, which another try may have done before */
export async function bindCaseRequest(
  store: Store,
  requestId: string,
  { caseId, release, at }: Required<CaseRequest> & { readonly at: Date },
): Promise<CaseRequest> {
  return store
    .of(caseRequestCollection)
    .findOneAndUpdate(
      { _id: requestId },
      { $setOnInsert: { caseId, release, at } },
      { upsert: true, returnDocument: "after" },
    )
    .lean<CaseRequestDoc>();
}
