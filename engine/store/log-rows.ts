import { auditCollection } from "./audit.js";
import { linkOf } from "./chain.js";
import { caseCollection } from "./cases.js";
import { eventCollection } from "./events.js";
import { operator, type Store } from "./store.js";

/** The end of a case's log: its last turn and that turn's hash. */
export type LogHead = { readonly turn: number; readonly hash: string };

/** A row of a log as it was found: the hash it carries, and the one that it should, over what MongoDB holds of it. */
export type LogRow = LogHead & { readonly link: string };

/** The ids of all cases that have a row or a log, sorted. */
export async function loggedCases(store: Store): Promise<readonly string[]> {
  const ofRows = store.of(caseCollection).distinct("_id");
  const ofLogs = store.of(eventCollection).distinct("caseId");
  return [...new Set((await Promise.all([ofRows, ofLogs])).flat())].sort();
}

/** The end of a case's log as its row has it; null for a case without a row. */
export async function headOf(store: Store, caseId: string): Promise<LogHead | null> {
  const row = await store
    .of(caseCollection)
    .findById(caseId, { turn: 1, head: 1 })
    .lean<{ turn: number; head: string }>();
  return row && { turn: row.turn, hash: row.head };
}

/** The log of a case in order, with each row's proper link after the one before it. Nothing is opened. */
export async function logOf(store: Store, caseId: string): Promise<LogRow[]> {
  type Raw = { readonly [member: string]: unknown; readonly turn: number; readonly hash: string };
  const rows = await store.connection
    .collection<Raw>(eventCollection.name)
    .find({ caseId: operator({ $eq: caseId }) }, { sort: { turn: 1 } })
    .toArray();
  return rows.map((row, i) => ({
    turn: row.turn,
    hash: row.hash,
    link: linkOf(rows[i - 1]?.hash ?? "", row),
  }));
}

/** The audit trail, chain after chain, each in order, with each entry's proper link after the one before it. Nothing is opened. */
export async function* auditLog(
  store: Store,
): AsyncGenerator<LogRow & { readonly chain: string }, void> {
  type Raw = {
    readonly _id: string;
    readonly chain: string;
    readonly n: number;
    readonly hash: string;
  };
  const rows = store.connection
    .collection<Raw>(auditCollection.name)
    .find({}, { sort: { _id: 1 } });
  let before = { chain: "", hash: "" };
  for await (const row of rows) {
    const { chain, n: turn, hash } = row;
    yield { chain, turn, hash, link: linkOf(before.chain === chain ? before.hash : "", row) };
    before = row;
  }
}
