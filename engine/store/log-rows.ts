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

/**
 * Cases whose log does not end where it was signed to, and those that were signed and have no row any more.
 * @param signed ends by case id
 */
export async function casesPast(
  store: Store,
  signed: ReadonlyMap<string, readonly LogHead[]>,
): Promise<readonly string[]> {
  const rows = await store
    .of(caseCollection)
    .find({}, { turn: 1, head: 1 })
    .lean<{ _id: string; turn: number; head: string }[]>();
  const gone = new Set([...signed.keys()].filter((id) => !id.includes(":")));
  for (const { _id } of rows) gone.delete(_id);
  const past = rows.filter(({ _id, head }) => !signed.get(_id)?.some(({ hash }) => hash === head));
  return [...past.map(({ _id }) => _id), ...gone];
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

/** A part of the audit trail: one chain, from an entry on whose predecessor is known by its hash. */
export type TrailPart = { readonly chain: string; readonly after: LogHead };

/**
 * The audit trail, chain after chain, each in order, with each entry's proper link after the one before it. Nothing is opened.
 * @param part one chain from somewhere on, instead of all
 */
export async function* auditLog(
  store: Store,
  part?: TrailPart,
): AsyncGenerator<LogRow & { readonly chain: string }, void> {
  type Raw = {
    readonly _id: string;
    readonly chain: string;
    readonly n: number;
    readonly hash: string;
  };
  const wanted = part ? { chain: part.chain, n: operator({ $gt: part.after.turn }) } : {};
  const range = part ? { _id: operator(chainRange(part.chain)) } : {};
  const rows = store.connection
    .collection<Raw>(auditCollection.name)
    .find({ ...range, ...wanted }, { sort: { _id: 1 } });
  let before = part ? { chain: part.chain, hash: part.after.hash } : { chain: "", hash: "" };
  for await (const row of rows) {
    const { chain, n: turn, hash } = row;
    yield { chain, turn, hash, link: linkOf(before.chain === chain ? before.hash : "", row) };
    before = row;
  }
}

/** Chains to which entries were added from an instant on. */
export async function trailsSince(store: Store, since: Date): Promise<readonly string[]> {
  return store.of(auditCollection).distinct("chain", { at: operator({ $gte: since }) });
}

/** Ids of the entries of a chain: the slash comes right after the point. */
function chainRange(chain: string): { $gt: string; $lt: string } {
  return { $gt: `${chain}.`, $lt: `${chain}/` };
}
