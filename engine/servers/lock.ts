import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { processIdentity } from "./process-table.js";

/** Whether a lock was taken; otherwise the id of the process that has it. */
export type LockAttempt =
  { readonly taken: true; release(): void } | { readonly taken: false; readonly holder: number };

const POLL_MS = 200;

/** Tries once to take the lock file; one left by a process that is gone counts as free. */
export function tryLock(path: string): LockAttempt {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${String(process.pid)}.draft`;
  writeFileSync(draft, `${String(process.pid)} ${processIdentity(process.pid) ?? ""}`);
  try {
    for (;;) {
      if (linked(draft, path)) return { taken: true, release: () => rmSync(path, { force: true }) };
      const holder = livingHolder(path);
      if (holder !== undefined) return { taken: false, holder };
      clearAway(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A lock to wait for. */
export type LockWait = {
  readonly path: string;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
  /** Hears once who has the lock, when it is not free. */
  readonly onWait: (holder: number) => void;
};

/**
 * Waits for the lock, runs the step, and gives the lock back.
 * @throws the signal's reason when waiting is given up
 */
export async function withLock<T>(wait: LockWait, step: () => Promise<T>): Promise<T> {
  let attempt = tryLock(wait.path);
  if (!attempt.taken) wait.onWait(attempt.holder);
  while (!attempt.taken) {
    await pause(POLL_MS, undefined, { signal: wait.signal });
    attempt = tryLock(wait.path);
  }
  try {
    return await step();
  } finally {
    attempt.release();
  }
}

/** A link appears with its content or not at all, so nobody ever reads a lock without its holder. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The process named in the file, if it is the same that wrote it: ids are reused, above all in containers. */
function livingHolder(path: string): number | undefined {
  try {
    const [, pid, identity] = /^([0-9]+) (.*)$/.exec(readFileSync(path, "utf8")) ?? [];
    return processIdentity(Number(pid)) === identity ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Removes the lock of a process that is gone. Another process may do the same and lock anew between our look and our
 * removal, so the file is moved aside first and put back when it turns out to be a living one's.
 */
function clearAway(path: string): void {
  const aside = `${path}.${String(process.pid)}.aside`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (livingHolder(aside) !== undefined) linked(aside, path);
  rmSync(aside, { force: true });
}
