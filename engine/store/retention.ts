import { Schema } from "mongoose";
import { caseCollection, type CaseDoc } from "./cases.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** That an administrator has agreed to erase the cases of a workflow after a time. It holds for exactly this time. */
export type RetentionConsentDoc = {
  /** Id of the workflow. */
  _id: string;
  keep: string;
  by: string;
  at: Date;
};

export const retentionConsentCollection = collection<RetentionConsentDoc>(
  "retention_consents",
  new Schema({
    _id: { type: String, required: true },
    keep: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  }),
  nothingPersonal("ids of workflows and members of staff"),
);

/** All consents, in no order. */
export async function retentionConsents(store: Store): Promise<RetentionConsentDoc[]> {
  return store.of(retentionConsentCollection).find({}).lean<RetentionConsentDoc[]>();
}

/** Notes that an administrator agrees; the last word counts. */
export async function agreeToRetention(store: Store, consent: RetentionConsentDoc): Promise<void> {
  const { _id, ...members } = consent;
  await store
    .of(retentionConsentCollection)
    .updateOne({ _id }, { $set: members }, { upsert: true });
}

/** Takes a consent back: nothing more of this workflow is erased by itself. */
export async function withdrawRetention(store: Store, workflow: string): Promise<void> {
  await store.of(retentionConsentCollection).deleteOne({ _id: workflow });
}

/** A case that has ended: its last turn was then. */
export type EndedCase = Pick<CaseDoc, "_id" | "contact" | "updatedAt"> & { readonly heldAt?: Date };

/** Cases of a workflow that ended before an instant and have not been erased, the first that ended first. */
export async function endedCases(
  store: Store,
  { workflow, before, limit }: { workflow: string; before: Date; limit: number },
): Promise<EndedCase[]> {
  return store
    .of(caseCollection)
    .find(
      { workflow, status: "closed", erasedAt: null, updatedAt: operator({ $lt: before }) },
      { contact: 1, updatedAt: 1, heldAt: 1 },
    )
    .sort({ updatedAt: 1, _id: 1 })
    .limit(limit)
    .lean<EndedCase[]>();
}

/** Number of cases of a workflow that have been erased. */
export async function erasedCount(store: Store, workflow: string): Promise<number> {
  return store
    .of(caseCollection)
    .countDocuments({ workflow, erasedAt: operator({ $type: "date" as const }) });
}

/** Whether a contact has a case that has not been erased. */
export async function hasCases(store: Store, contact: string): Promise<boolean> {
  return (await store.of(caseCollection).exists({ contact, erasedAt: null })) !== null;
}
