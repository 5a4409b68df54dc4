import type { Logger } from "pino";
import type { DataKeys } from "../privacy/wrapping-key.js";
import { auditLog, casesPast, type LogHead, trailsSince } from "../store/log-rows.js";
import type { Store } from "../store/store.js";
import { readSignedHeads, type SignedHeads, signHeads } from "./signed-heads.js";
import { endsIn, type SignedEnds } from "./signed-folder.js";
import { type Tampering, verifyLog } from "./verify.js";
import { AUDIT, wrongIn } from "./verify-audit.js";

/** What signing the ends of logs needs of the world. */
export type SigningTools = {
  readonly store: Store;
  readonly keys: DataKeys;
  /** Folder of the files of signed heads. */
  readonly folder: string;
  readonly log: Logger;
  /** Time between two rounds: what is committed in between is protected by its links alone. */
  readonly everyMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** What one round looks at. */
type Round = {
  readonly file: string;
  /** What was signed before, by path. */
  readonly files: ReadonlyMap<string, SignedHeads>;
  /** Cases that have gone on; `all` after a time in which nobody watched. */
  readonly cases: readonly string[] | "all";
};

/** Entries of the audit trail are written a little after their instant. */
const LATE_MS = 5 * 60_000;

/**
 * Signs where the logs end that have gone on, each checked from its beginning, and the chains of the audit trail. What does not go on
 * from where it was signed is told and not signed over.
 * @returns what the file holds now
 */
export async function signRound(
  tools: Omit<SigningTools, "everyMs" | "folder">,
  { file, files, cases }: Round,
): Promise<SignedHeads> {
  const { store, keys, log } = tools;
  const at = new Date(tools.now());
  const ends = endsIn(files);
  const heads = new Map<string, LogHead>();
  const note = (caseId: string, found: LogHead | Omit<Tampering, "caseId">): void => {
    if ("kind" in found)
      log.error({ caseId, turn: found.turn, kind: found.kind }, "log tampered with");
    else if (found.turn > 0) heads.set(caseId, found);
  };
  for (const id of cases === "all" ? await casesPast(store, ends) : cases)
    note(id, await verifyLog(store, id, ends.get(id)));
  for (const chain of await trailsSince(store, sinceOf(files, at)))
    note(AUDIT + chain, await verifyTrail(store, chain, ends));
  const own = files.get(file) ?? readSignedHeads(file, keys);
  return signHeads(file, keys, { before: own, heads, at });
}

/** From when on chains may have grown that no file knows of: since the beginning when nothing was signed. */
function sinceOf(files: Round["files"], now: Date): Date {
  const lines = [...files.values()].flatMap(({ lastAt }) => lastAt ?? []);
  if (lines.length === 0) return new Date(0);
  const last = Math.max(...lines.map((at) => Date.parse(at)));
  return new Date(Math.min(last, now.getTime()) - LATE_MS);
}

/** Checks a chain of the audit trail from where it was signed last. */
async function verifyTrail(
  store: Store,
  chain: string,
  ends: SignedEnds,
): Promise<LogHead | Omit<Tampering, "caseId">> {
  const signed = ends.get(AUDIT + chain) ?? [];
  const last = signed.reduce((a, b) => (b.turn > a.turn ? b : a), { turn: 0, hash: "" });
  let end: LogHead = last;
  for await (const row of auditLog(store, { chain, after: last })) {
    const kind = wrongIn(row, end.turn + 1);
    if (kind !== null) return { turn: end.turn + 1, kind };
    end = { turn: row.turn, hash: row.hash };
  }
  return end;
}
