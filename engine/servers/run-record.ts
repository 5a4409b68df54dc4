import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandLine, endProcess, processIsAlive } from "./process-table.js";

/** What we wrote down about a process that we started, so that the next start finds it after a crash of ours. */
export type RunRecord = {
  readonly pid: number;
  /** The port it listens on; 0 when it has none. */
  readonly port: number;
  /** ISO instant of its start. */
  readonly started: string;
};

/** A server left over from a crash gets this long to close its files. */
const LEFTOVER_GRACE_MS = 15_000;

/** Writes `DATA_DIR/run/<name>.json`, whole or not at all. */
export function writeRunRecord(dataDir: string, name: string, record: RunRecord): void {
  const path = recordPath(dataDir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(record));
  renameSync(`${path}.new`, path);
}

/** The record of the latest start, whether or not it still runs. */
export function readRunRecord(dataDir: string, name: string): RunRecord | undefined {
  const path = recordPath(dataDir, name);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as RunRecord;
  } catch {
    rmSync(path);
    return undefined;
  }
}

/**
 * Ends the process that an earlier start left behind, if it is still ours: its id is alive and its command line
 * contains `mark`, a path below our DATA_DIR. Ids are reused, so the id alone proves nothing.
 * @returns the id of the process that was ended
 */
export async function endLeftover(
  dataDir: string,
  name: string,
  mark: string,
): Promise<number | undefined> {
  const record = readRunRecord(dataDir, name);
  if (record === undefined || !processIsAlive(record.pid)) return undefined;
  if (!commandLine(record.pid).includes(mark)) return undefined;
  await endProcess(record.pid, LEFTOVER_GRACE_MS);
  return record.pid;
}

function recordPath(dataDir: string, name: string): string {
  return join(dataDir, "run", `${name}.json`);
}
