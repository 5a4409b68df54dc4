import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { endProcess } from "./process-table.js";
import { reasonOf } from "./report.js";

/** A server that is ready for use. */
export type RunningServer = {
  /** What a client needs: a MongoDB URI or Temporal's `host:port`. */
  readonly address: string;
  /** `undefined` for a server that somebody else runs. */
  readonly pid: number | undefined;
  /** Resolves with how the process ended; never for a server that somebody else runs. */
  readonly exited: Promise<string>;
  /** Ends the process, by force after the grace; does nothing to a server that somebody else runs. */
  stop(): Promise<void>;
};

/** A process of ours: a server's program or one of our own. */
export type OwnProcess = {
  readonly pid: number;
  readonly exited: Promise<string>;
  readonly child: ChildProcess;
  /** @param graceMs milliseconds between SIGTERM and SIGKILL */
  stop(graceMs: number): Promise<void>;
};

/** How to start a process of ours. */
export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Everything the process says is appended here. */
  readonly logFile: string;
  /** `ipc` gives our own programs a channel, by which they also notice that we are gone. */
  readonly channel: "ipc" | "none";
};

/** A server that somebody else runs, at the address of the environment. */
export function foreignServer(address: string): RunningServer {
  const stopped = new AbortController();
  return {
    address,
    pid: undefined,
    exited: once(stopped.signal, "abort").then(() => "let go"),
    stop: () => {
      stopped.abort();
      return Promise.resolve();
    },
  };
}

/**
 * Starts a process in a group of its own, so that Ctrl-C in the terminal reaches only us and we end all in order.
 * @throws Error when the program cannot be started at all
 */
export async function launch(what: Launch): Promise<OwnProcess> {
  const log = openLog(what.logFile);
  const child = spawn(what.command, what.args, {
    env: what.env,
    detached: true,
    stdio: ["ignore", log, log, ...(what.channel === "ipc" ? (["ipc"] as const) : [])],
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      resolve(child.pid ?? 0);
    });
  });
  return { pid, exited, child, stop: (graceMs) => endProcess(pid, graceMs) };
}

/** A log that is longer is put aside when its process starts, in place of the one that was put aside before. */
export const LONGEST_LOG_BYTES = 20_000_000;

/** Opens a log file for appending, so that what earlier lives said stays readable. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > LONGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a");
}

/** Where the log of a process of this instance is kept. */
export function logFileOf(dataDir: string, name: string): string {
  return join(dataDir, "logs", `${name}.log`);
}

/** How long to wait between two looks whether a server is ready. */
const READY_POLL_MS = 50;

/** What waiting for a server needs. */
export type ReadyWait = {
  readonly own: OwnProcess;
  /** Resolves when the server is ready; throws when it is not yet. */
  readonly look: () => Promise<void>;
  readonly timeoutMs: number;
  readonly logFile: string;
  /** Gives up waiting and ends the process. */
  readonly signal: AbortSignal;
};

/**
 * Waits until a look succeeds.
 * @throws Error with the last lines of the log when the process ends or the time is over; the process is ended then
 */
export async function untilReady({ own, look, signal, ...wait }: ReadyWait): Promise<void> {
  const ending = { how: "" };
  void own.exited.then((how) => (ending.how = how));
  const until = performance.now() + wait.timeoutMs;
  let reason = "no answer";
  while (ending.how === "" && !signal.aborted && performance.now() < until) {
    try {
      await look();
      return;
    } catch (error) {
      reason = reasonOf(error);
      await pause(READY_POLL_MS);
    }
  }
  await own.stop(1_000);
  signal.throwIfAborted();
  const how = ending.how === "" ? `is not ready: ${reason}` : `ended at its start (${ending.how})`;
  throw new Error(`The process ${how}\n${lastLines(wait.logFile)}`);
}

/** The end of a log, for the message of a failure. */
export function lastLines(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trim().split("\n").slice(-5);
  return [`Last lines of ${logFile}:`, ...lines.map((line) => `  ${line.slice(0, 300)}`)].join(
    "\n",
  );
}
