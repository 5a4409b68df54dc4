import type { ClockLife } from "../sla/clock-life.js";
import {
  caseCollection,
  type CaseDoc,
  type CaseFilter,
  membersOf,
  NOTHING_DUE,
  scopeOf,
} from "./cases.js";
import { operator, type Store } from "./store.js";

/** Which of the cases that have promised something: those that are late, at risk of it, or all of them. */
export type DueFilter = "late" | "risk" | "promised";

/** Place after which a page in the order of what is due starts: the sort key of the last row seen. */
export type DueCursor = { readonly dueAt: string; readonly id: string };

/** What a projection keeps of its open promises, to be found and ordered by. */
export function dueMembers(lives: readonly ClockLife[]): Pick<CaseDoc, "dueAt" | "riskAt"> {
  const due = lives.flatMap(({ brokenAt, dueAt }) => brokenAt ?? dueAt ?? []);
  const risk = lives.flatMap((life) => (life.dueAt === null ? [] : (life.riskAt ?? [])));
  return {
    dueAt: due.length === 0 ? NOTHING_DUE : new Date(Math.min(...due)),
    riskAt: risk.length === 0 ? null : new Date(Math.min(...risk)),
  };
}

/** One page of cases: what is or was due first comes first, what promises nothing last. */
export async function listByDue(
  store: Store,
  filter: CaseFilter & { readonly due?: DueFilter },
  page: { readonly limit: number; readonly after: DueCursor | null; readonly now: Date },
): Promise<CaseDoc[]> {
  const clauses = [
    scopeOf(filter),
    membersOf(filter),
    ...(filter.due === undefined ? [] : [dueClause(filter.due, page.now)]),
    ...(page.after ? [afterCursor(page.after)] : []),
  ];
  return store
    .of(caseCollection)
    .find({ $and: clauses })
    .sort({ dueAt: 1, _id: 1 })
    .limit(page.limit)
    .lean<CaseDoc[]>();
}

function dueClause(due: DueFilter, now: Date): object {
  switch (due) {
    case "late":
      return { dueAt: operator({ $lte: now }) };
    case "risk":
      return { dueAt: operator({ $gt: now, $lt: NOTHING_DUE }), riskAt: operator({ $lte: now }) };
    case "promised":
      return { dueAt: operator({ $lt: NOTHING_DUE }) };
  }
}

function afterCursor({ dueAt, id }: DueCursor): object {
  const at = new Date(dueAt);
  return { $or: [{ dueAt: operator({ $gt: at }) }, { dueAt: at, _id: operator({ $gt: id }) }] };
}
