import { caseCollection, type CaseDoc } from "./cases.js";
import { operator, type Store } from "./store.js";

/** Where a case is and whose it is: what decides who is told about it. */
export type CasePlace = Pick<
  CaseDoc,
  "_id" | "release" | "workflow" | "turn" | "stateId" | "queue" | "assignee"
>;

const MEMBERS = { release: 1, workflow: 1, turn: 1, stateId: 1, queue: 1, assignee: 1 } as const;

/** The places of some cases, by id. */
export async function casePlaces(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CasePlace>> {
  if (ids.length === 0) return new Map();
  const docs = await store
    .of(caseCollection)
    .find({ _id: operator({ $in: [...ids] }) }, MEMBERS)
    .lean<CasePlace[]>();
  return new Map(docs.map((doc) => [doc._id, doc]));
}

/** Which of some cases do not have the first priority of their workflow now. */
export async function lessUrgentAmong(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const docs = await store
    .of(caseCollection)
    .find({ _id: operator({ $in: [...ids] }), rank: operator({ $gt: 0 }) }, { _id: 1 })
    .lean<Pick<CaseDoc, "_id">[]>();
  return new Set(docs.map(({ _id }) => _id));
}
