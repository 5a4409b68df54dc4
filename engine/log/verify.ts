import { headOf, type LogHead, loggedCases, logOf, type LogRow } from "../store/log-rows.js";
import type { Store } from "../store/store.js";
import type { SignedEnds } from "./signed-folder.js";
import { AUDIT, verifyAudit } from "./verify-audit.js";

/**
 * What is wrong with a log, at the first turn where it is: `changed` also when rows were exchanged or put in between,
 * `missing` also at the end, `added` after the end, `rewritten` when all of it fits and is not what was signed before.
 */
export type Tampering = {
  /** Of a chain of the audit trail: {@link AUDIT} and its id. */
  readonly caseId: string;
  readonly turn: number;
  readonly kind: "changed" | "missing" | "added" | "rewritten";
};

/** Ends of logs by case id. */
export type Heads = ReadonlyMap<string, LogHead>;

/** What a check of all logs came to. */
export type Verified = { readonly tampered: readonly Tampering[]; readonly heads: Heads };

/**
 * Checks the log of every case against itself, its case and what was signed before, and the audit trail, while the system may go on
 * writing.
 * No key of a case is needed, so that logs of erased cases are checked too.
 * @param signed ends of logs that were signed earlier
 */
export async function verifyLogs(store: Store, signed: SignedEnds): Promise<Verified> {
  const tampered: Tampering[] = [];
  const heads = new Map<string, LogHead>();
  const known = [...signed.keys()].filter((id) => !id.startsWith(AUDIT));
  for (const caseId of new Set([...(await loggedCases(store)), ...known])) {
    const found = await verifyLog(store, caseId, signed.get(caseId));
    if ("kind" in found) tampered.push(found);
    else heads.set(caseId, found);
  }
  const trail = await verifyAudit(store, signed);
  return {
    tampered: [...tampered, ...trail.tampered],
    heads: new Map([...heads, ...trail.heads]),
  };
}

/** Checks the log of one case against itself, its case, and ends of it that were signed earlier. */
export async function verifyLog(
  store: Store,
  caseId: string,
  signed: readonly LogHead[] = [],
): Promise<Tampering | LogHead> {
  // The row first: turns that are committed meanwhile are after its end.
  const head = await headOf(store, caseId);
  const log = await logOf(store, caseId);
  const inside = insideOf(log, signed) ?? endOf(log, head ?? { turn: 0, hash: "" });
  if (inside?.kind === "added") {
    const later = await headOf(store, caseId);
    // Not added by anybody else: the case has gone on since.
    if (later && later.turn >= inside.turn) return verifyLog(store, caseId, signed);
  }
  return inside ? { caseId, ...inside } : (head ?? { turn: 0, hash: "" });
}

type Inside = Pick<Tampering, "turn" | "kind">;

function insideOf(log: readonly LogRow[], signed: readonly LogHead[]): Inside | null {
  for (const [i, row] of log.entries()) {
    if (row.turn !== i + 1) return { turn: i + 1, kind: "missing" };
    if (row.link !== row.hash) return { turn: row.turn, kind: "changed" };
  }
  for (const { turn, hash } of signed) {
    const then = log[turn - 1];
    if (!then && turn > 0) return { turn: log.length + 1, kind: "missing" };
    if (then && then.hash !== hash) return { turn, kind: "rewritten" };
  }
  return null;
}

function endOf(log: readonly LogRow[], head: LogHead): Inside | null {
  if (log.length > head.turn) return { turn: head.turn + 1, kind: "added" };
  if (log.length < head.turn) return { turn: log.length + 1, kind: "missing" };
  return (log.at(-1)?.hash ?? "") === head.hash ? null : { turn: head.turn, kind: "changed" };
}
