import { type CaseFilter, caseCollection, scopeOf } from "./cases.js";
import type { Store } from "./store.js";

/** Number of open cases assigned to a person. */
export async function openOf(store: Store, person: string): Promise<number> {
  return store.of(caseCollection).countDocuments({ assignee: person, status: "open" });
}

/** Open cases of a state, and those of them that are late. */
export type OpenOfState = { readonly state: string; readonly open: number; readonly late: number };

/** Number of open cases of a workflow by state, within a person's row scope. States without any are left out. */
export async function openByState(
  store: Store,
  workflow: string,
  scope: Pick<CaseFilter, "queues" | "person"> & { readonly now: Date },
): Promise<OpenOfState[]> {
  const isLate = { $lte: ["$dueAt", scope.now] };
  const rows = await store
    .of(caseCollection)
    .aggregate<{ _id: string; open: number; late: number }>([
      { $match: { $and: [{ status: "open", workflow }, scopeOf(scope)] } },
      {
        $group: {
          _id: "$stateId",
          open: { $sum: 1 },
          late: { $sum: { $cond: [isLate, 1, 0] } },
        },
      },
    ]);
  return rows.map(({ _id: state, open, late }) => ({ state, open, late }));
}

/** Open cases of one release that run on one interpreter. */
export type OpenOfRelease = {
  readonly release: number;
  readonly interpreter: number;
  readonly cases: number;
};

/** Number of open cases by the release that they follow and the interpreter that they run on; both stay until there are none. */
export async function openByRelease(
  store: Store,
  releases: readonly number[],
): Promise<readonly OpenOfRelease[]> {
  const rows = await store
    .of(caseCollection)
    .aggregate<{ _id: { release: number; interpreter: number }; n: number }>([
      { $match: { status: "open", release: { $in: releases } } },
      { $group: { _id: { release: "$release", interpreter: "$interpreter" }, n: { $sum: 1 } } },
      { $sort: { "_id.release": -1, "_id.interpreter": 1 } },
    ]);
  return rows.map(({ _id, n }) => ({ ..._id, cases: n }));
}

/** Number of open cases by the interpreter that they run on, by number. */
export async function openByInterpreter(
  store: Store,
): Promise<readonly Omit<OpenOfRelease, "release">[]> {
  const rows = await store
    .of(caseCollection)
    .aggregate<{ _id: number; cases: number }>([
      { $match: { status: "open" } },
      { $group: { _id: "$interpreter", cases: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
  return rows.map(({ _id: interpreter, cases }) => ({ interpreter, cases }));
}
