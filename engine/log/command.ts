import { join } from "node:path";
import type { DataKeys } from "../privacy/wrapping-key.js";
import { openStore } from "../store/open-store.js";
import type { Store } from "../store/store.js";
import { readSignedHeads, signHeads } from "./signed-heads.js";
import { verifyLogs } from "./verify.js";

/** The file of signed heads when none is named, in `DATA_DIR`. */
const HEADS_FILE = "log-heads.jsonl";

/** What checking the log needs. */
export type VerifyLog = {
  readonly config: {
    readonly mongodbUri: string | undefined;
    readonly keys: DataKeys;
    readonly dataDir: string;
  };
  /** File of signed heads; it belongs outside the database's machine. */
  readonly headsFile: string | undefined;
  readonly at: Date;
  readonly write: (text: string) => void;
};

/**
 * `casewright verify-log`: checks every case's log and signs the ends of those that are whole.
 * @returns 0 all logs are whole, 1 some are not, 2 it could not look
 */
export async function verifyLogCommand(command: VerifyLog): Promise<number> {
  const { config, write } = command;
  if (config.mongodbUri === undefined) {
    write("Name the database in MONGODB_URI.\n");
    return 2;
  }
  const parts = { keys: config.keys, alarm: () => undefined };
  const store = await openStore(config.mongodbUri, parts).catch(() => null);
  if (!store) {
    write("The database does not answer.\n");
    return 2;
  }
  try {
    return await verify(command, store);
  } finally {
    await store.close();
  }
}

async function verify({ config, headsFile, at, write }: VerifyLog, store: Store): Promise<number> {
  const path = headsFile ?? join(config.dataDir, HEADS_FILE);
  const before = readSignedHeads(path, config.keys);
  const { tampered, heads } = await verifyLogs(store, before.heads);
  for (const { caseId, turn, kind } of tampered) write(`${caseId} turn ${String(turn)} ${kind}\n`);
  if (before.damagedAt !== null)
    write(`${path}:${String(before.damagedAt)} not as it was signed\n`);
  else signHeads(path, config.keys, { before, heads, at });
  const [whole, broken] = [heads.size, tampered.length];
  write(`${String(whole)} logs whole, ${String(broken)} not\n`);
  return broken > 0 || before.damagedAt !== null ? 1 : 0;
}
