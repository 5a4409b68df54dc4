import type { ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { childEnvironment } from "../config.js";
import { endLeftover, writeRunRecord } from "../servers/run-record.js";
import { launch, logFileOf, untilReady } from "../servers/running-server.js";
import type { Running } from "./keep-running.js";

/** What the API and the worker tell the supervisor once, when they can work. */
export type ReadyMessage = {
  readonly ready: true;
  /** From the API: where it is reached. */
  readonly url?: string;
  /** From the API: the first administrator; the password only when it was made up just now. */
  readonly signIn?: { readonly email: string; readonly password?: string };
};

/** One of our own programs. */
export type Program = {
  /** `api` or `worker`: the name of its record and its log. */
  readonly name: string;
  /** Absolute path of its file; TypeScript runs through tsx. */
  readonly entry: string;
  readonly dataDir: string;
  /** Variables beside our own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** A program that is ready. */
export type RunningProgram = Running & { readonly message: ReadyMessage };

/** The first start loads release 1 into an empty database and compiles on a slow machine. */
const READY_TIMEOUT_MS = 120_000;

/** For answering what has been accepted, also by whom a proxy still sends, and finishing what has begun. */
const STOP_GRACE_MS = 25_000;

/**
 * Starts a program of ours and waits for its message that it is ready.
 * @throws Error with the end of its log
 */
export async function startProgram(program: Program): Promise<RunningProgram> {
  const { name, entry, dataDir, signal } = program;
  const mark = `--data-dir=${dataDir}`;
  await endLeftover(dataDir, name, mark);
  const logFile = logFileOf(dataDir, name);
  const own = await launch({
    command: process.execPath,
    args: [...(extname(entry) === ".ts" ? ["--import", "tsx"] : []), entry, mark],
    env: childEnvironment(program.env),
    logFile,
    channel: "ipc",
  });
  writeRunRecord(dataDir, name, { pid: own.pid, port: 0, started: new Date().toISOString() });
  const message = firstMessage(own.child);
  const look = async () => {
    if (!(await settledSoon(message))) throw new Error("it has not said that it is ready");
  };
  await untilReady({ own, look, timeoutMs: READY_TIMEOUT_MS, logFile, signal });
  return { message: await message, exited: own.exited, stop: () => own.stop(STOP_GRACE_MS) };
}

function firstMessage(child: ChildProcess): Promise<ReadyMessage> {
  return new Promise((resolve) => {
    child.on("message", (message) => {
      if (isReady(message)) resolve(message);
    });
  });
}

function isReady(message: unknown): message is ReadyMessage {
  return (
    typeof message === "object" && message !== null && "ready" in message && message.ready === true
  );
}

function settledSoon(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    promise.then(() => true),
    new Promise<false>((resolve) => {
      setImmediate(resolve, false);
    }),
  ]);
}
