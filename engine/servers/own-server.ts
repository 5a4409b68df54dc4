import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "../config.js";
import { preparePort } from "./prepare-port.js";
import type { Report } from "./report.js";
import { writeRunRecord } from "./run-record.js";
import { launch, logFileOf, type RunningServer, untilReady } from "./running-server.js";

/** A server of our own that keeps its data below DATA_DIR. */
export type OwnServer = {
  /** Name of its run record and its log. */
  readonly name: string;
  readonly dataDir: string;
  /** Where it keeps its data; also how its process is recognised after a crash of ours. */
  readonly folder: string;
  /** The port that must be used, if any. */
  readonly port: number | undefined;
  readonly say: Report;
  readonly signal: AbortSignal;
  readonly binary: string;
  args(port: number): readonly string[];
  /** Resolves when the server is ready for use; throws when it is not yet. */
  look(port: number): Promise<void>;
  address(port: number): string;
  readonly readyTimeoutMs: number;
  readonly stopGraceMs: number;
};

/** The folder of one server's data, made if it is not there yet. */
export function dataFolder(dataDir: string, name: string): string {
  const folder = join(dataDir, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Starts the server on the demanded port, else on that of its last start, else on any free one; ends one left over
 * from a crash first.
 * @throws Error with the end of the log
 */
export async function startOwnServer(server: OwnServer): Promise<RunningServer> {
  const { dataDir, name, say } = server;
  const port = await preparePort({ ...server, mark: server.folder });
  const logFile = logFileOf(dataDir, name);
  const own = await launch({
    command: server.binary,
    args: server.args(port),
    env: childEnvironment({}),
    logFile,
    channel: "none",
  });
  writeRunRecord(dataDir, name, { pid: own.pid, port, started: new Date().toISOString() });
  await untilReady({
    own,
    look: () => server.look(port),
    timeoutMs: server.readyTimeoutMs,
    logFile,
    signal: server.signal,
  });
  say(`ready on port ${String(port)}`);
  return {
    address: server.address(port),
    pid: own.pid,
    exited: own.exited,
    stop: () => own.stop(server.stopGraceMs),
  };
}
