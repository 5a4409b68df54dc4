import { auditLog, type LogHead, type LogRow } from "../store/log-rows.js";
import type { Store } from "../store/store.js";
import type { SignedEnds } from "./signed-folder.js";
import type { Tampering, Verified } from "./verify.js";

/** Chains of the audit trail stand among the logs of cases under this and their own id; case ids hold no colon. */
export const AUDIT = "audit:";

/**
 * Checks every chain of the audit trail against itself and what was signed before. A chain has no case that knows its end: what was
 * cut off is found by the heads that were signed.
 */
export async function verifyAudit(store: Store, signed: SignedEnds): Promise<Verified> {
  const heads = new Map<string, LogHead>();
  const tampered = new Map<string, Tampering>();
  for await (const { chain, ...row } of auditLog(store)) {
    const caseId = AUDIT + chain;
    if (tampered.has(caseId)) continue;
    const turn = (heads.get(caseId)?.turn ?? 0) + 1;
    const kind = wrongIn(row, turn, signed.get(caseId));
    if (kind === null) heads.set(caseId, { turn, hash: row.hash });
    else tampered.set(caseId, { caseId, turn, kind });
  }
  for (const [caseId, ends] of signed) {
    const end = heads.get(caseId)?.turn ?? 0;
    const isShort = ends.some(({ turn }) => end < turn);
    if (caseId.startsWith(AUDIT) && isShort && !tampered.has(caseId))
      tampered.set(caseId, { caseId, turn: end + 1, kind: "missing" });
  }
  for (const caseId of tampered.keys()) heads.delete(caseId);
  return { tampered: [...tampered.values()], heads };
}

/** What is wrong with a row that ought to have this number, if anything. */
export function wrongIn(
  row: LogRow,
  turn: number,
  signed: readonly LogHead[] = [],
): Tampering["kind"] | null {
  if (row.turn !== turn) return "missing";
  if (row.link !== row.hash) return "changed";
  const differs = signed.some((end) => end.turn === turn && end.hash !== row.hash);
  return differs ? "rewritten" : null;
}
