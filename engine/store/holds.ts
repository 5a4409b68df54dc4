import { caseCollection, type CaseDoc, type CaseHold } from "./cases.js";
import { operator, type Store } from "./store.js";

/** What is known of the legal hold of a case. Reading it opens why. */
export async function holdOf(
  store: Store,
  caseId: string,
): Promise<(CaseHold & { readonly at: Date }) | null> {
  const row = await store
    .of(caseCollection)
    .findById(caseId, { hold: 1, heldAt: 1 })
    .lean<Pick<CaseDoc, "hold" | "heldAt">>();
  return row?.hold && row.heldAt ? { ...row.hold, at: row.heldAt } : null;
}

/**
 * Puts a case on legal hold: it cannot be erased until the hold is lifted. A later hold takes the place of an earlier one.
 * @returns false when the case has been erased, or is not there
 */
export async function holdCase(
  store: Store,
  caseId: string,
  { at, ...hold }: CaseHold & { readonly at: Date },
): Promise<boolean> {
  const held = await store
    .of(caseCollection)
    .updateOne({ _id: caseId, erasedAt: null }, { $set: { heldAt: at, hold } });
  return held.matchedCount === 1;
}

/** Lifts the legal hold of a case. @returns whether there was one */
export async function liftHold(store: Store, caseId: string): Promise<boolean> {
  const lifted = await store
    .of(caseCollection)
    .updateOne(
      { _id: caseId, heldAt: operator({ $ne: null }) },
      { $set: { heldAt: null, hold: null } },
    );
  return lifted.matchedCount === 1;
}
