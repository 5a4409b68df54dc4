import { type CaseFilter, caseCollection, scopeOf } from "./cases.js";
import type { Store } from "./store.js";

/** Number of open cases assigned to a person. */
export async function openOf(store: Store, person: string): Promise<number> {
  return store.of(caseCollection).countDocuments({ assignee: person, status: "open" });
}

/** Number of open cases of a workflow by state, within a person's row scope. States without any are left out. */
export async function openByState(
  store: Store,
  workflow: string,
  scope: Pick<CaseFilter, "queues" | "person">,
): Promise<ReadonlyMap<string, number>> {
  const rows = await store
    .of(caseCollection)
    .aggregate<{ _id: string; n: number }>([
      { $match: { $and: [{ status: "open", workflow }, scopeOf(scope)] } },
      { $group: { _id: "$stateId", n: { $sum: 1 } } },
    ]);
  return new Map(rows.map((row) => [row._id, row.n]));
}
