import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 50;

/**
 * Whether a process with this id runs. A dead child that nobody has waited for does not count, unless threads of it are
 * still ending: they hold its ports and files until the last one is gone.
 */
export function processIsAlive(pid: number): boolean {
  if (!isOneProcess(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const stat = procStat(pid);
  return stat?.state !== "Z" || stat.threads > 1;
}

/**
 * Tells this process from an earlier one with the same id: the instant of its start in the words of the system.
 * `undefined` when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  if (!processIsAlive(pid)) return undefined;
  return procStat(pid)?.startTicks ?? askPs(pid, "lstart=");
}

/** The command line of a running process with blanks between its words; empty when there is none. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, "utf8")
      .replaceAll("\0", " ")
      .trim();
  } catch {
    return askPs(pid, "command=");
  }
}

/**
 * Ends a process: SIGTERM, and SIGKILL when it is still there after the grace. Resolves when it is gone.
 * @param graceMs milliseconds between the two signals
 */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  if (!isOneProcess(pid)) return;
  if (await endsAfter("SIGTERM", pid, graceMs)) return;
  await endsAfter("SIGKILL", pid, graceMs);
}

/** A signal to 0 or to a negative id reaches a whole group of processes, our own among them. */
function isOneProcess(pid: number): boolean {
  return Number.isInteger(pid) && pid > 0;
}

async function endsAfter(signal: NodeJS.Signals, pid: number, withinMs: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    if (!processIsAlive(pid)) return true;
    await pause(POLL_MS);
  }
  return !processIsAlive(pid);
}

/** Linux only. The name in the second field may hold blanks and brackets, so the fields are counted after it. */
function procStat(pid: number): { state: string; threads: number; startTicks: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      state: fields[0] ?? "",
      threads: Number(fields[17]),
      startTicks: `${bootId()} ${fields[19] ?? ""}`,
    };
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** Where there is no /proc, as on macOS. Empty when there is no such process. */
function askPs(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}
