import type { DataKeys } from "../privacy/wrapping-key.js";
import { tryLock } from "../servers/lock.js";
import { openForCommand } from "../store/open-for-command.js";
import type { Store } from "../store/store.js";
import { readSignedHeads, signHeads } from "./signed-heads.js";
import { isOneFile, ownFile, readSignedFolder } from "./signed-folder.js";
import { type Heads, verifyLogs } from "./verify.js";

/** What checking the log needs. */
export type VerifyLog = {
  readonly config: {
    readonly mongodbUri: string | undefined;
    readonly keys: DataKeys;
    /** Folder of signed heads when none is named. */
    readonly logHeads: string;
  };
  /** Folder, or a single file, of signed heads; it belongs outside the database's machine. */
  readonly headsPath: string | undefined;
  readonly at: Date;
  readonly write: (text: string) => void;
};

/**
 * `casewright verify-log`: checks every case's log and signs the ends of those that are whole.
 * @returns 0 all logs are whole, 1 some are not, 2 it could not look
 */
export async function verifyLogCommand(command: VerifyLog): Promise<number> {
  const store = await openForCommand(command);
  if (!store) return 2;
  try {
    return await verify(command, store);
  } finally {
    await store.close();
  }
}

async function verify(command: VerifyLog, store: Store): Promise<number> {
  const { config, headsPath, write } = command;
  const path = headsPath ?? config.logHeads;
  const before = readSignedFolder(path, config.keys);
  const { tampered, heads } = await verifyLogs(store, before.ends);
  for (const { caseId, turn, kind } of tampered) write(`${caseId} turn ${String(turn)} ${kind}\n`);
  for (const { path: file, line } of before.damaged)
    write(`${file}:${String(line)} not as it was signed\n`);
  if (before.damaged.length === 0) sign(command, isOneFile(path) ? path : ownFile(path), heads);
  const [whole, broken] = [heads.size, tampered.length];
  write(`${String(whole)} logs whole, ${String(broken)} not\n`);
  return broken > 0 || before.damaged.length > 0 ? 1 : 0;
}

/** Signs, unless a worker has the file: it signs by itself, and no two may write one file. */
function sign({ config: { keys }, at }: VerifyLog, file: string, heads: Heads): void {
  const lock = tryLock(`${file}.lock`);
  if (!lock.taken) return;
  try {
    signHeads(file, keys, { before: readSignedHeads(file, keys), heads, at });
  } finally {
    lock.release();
  }
}
