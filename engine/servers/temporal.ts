import { join } from "node:path";
import { Connection } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import type { Config } from "../config.js";
import { dataFolder, startOwnServer } from "./own-server.js";
import { about, type Report } from "./report.js";
import { foreignServer, type RunningServer } from "./running-server.js";
import { findTemporal } from "./temporal-binary.js";

/** What starting Temporal needs. */
export type TemporalStart = {
  readonly config: Config;
  readonly report: Report;
  /** `full` survives a loss of power; `normal` survives a crash of the process and is faster, for tests. */
  readonly durable: "full" | "normal";
  /** The port that must be used: another start in the same life of the instance. */
  readonly port?: number;
  /** Ends the start early: the person pressed Ctrl-C. */
  readonly signal?: AbortSignal;
};

const READY_TIMEOUT_MS = 60_000;
const LOOK_TIMEOUT_MS = 2_000;
const STOP_GRACE_MS = 5_000;

/** Closed cases stay this long: their recorded commits are the redo log after a restore of MongoDB. */
const RETENTION = "30 days";

const dynamicConfig = {
  // Timers fire up to this late; the default is a second.
  "history.timerProcessorMaxTimeShift": "50ms",
  // The default of 10 turns away the eleventh person who acts on one case at the same moment.
  "history.maxInFlightUpdates": 100,
};

/**
 * Temporal at the address of the environment, or else a server with its data in `DATA_DIR/temporal`, found, fetched or
 * built, and started. A restart uses the same port if it is free; one left over from a crash is ended first.
 * @throws ServerMissing, or Error with the end of the log
 */
export async function startTemporal(start: TemporalStart): Promise<RunningServer> {
  const { config, report, signal = new AbortController().signal } = start;
  const say = about("Temporal", report);
  if (config.temporal.address !== undefined) {
    say("using the address in TEMPORAL_ADDRESS");
    return foreignServer(config.temporal.address);
  }
  const folder = dataFolder(config.dataDir, "temporal");
  return startOwnServer({
    name: "temporal",
    dataDir: config.dataDir,
    folder,
    port: start.port,
    say,
    signal,
    binary: await findTemporal(config, { report, signal }),
    args: (port) => serverArguments(start, folder, port),
    look: (port) => keepHistories(addressOf(port), config.temporal.namespace),
    address: addressOf,
    readyTimeoutMs: READY_TIMEOUT_MS,
    stopGraceMs: STOP_GRACE_MS,
  });
}

function addressOf(port: number): string {
  return `127.0.0.1:${String(port)}`;
}

function serverArguments({ config, durable }: TemporalStart, folder: string, port: number) {
  const { namespace, uiPort } = config.temporal;
  const ui = uiPort === undefined ? ["--headless"] : ["--ui-port", String(uiPort)];
  return [
    ...["server", "start-dev", "--ip", "127.0.0.1", "--port", String(port), ...ui],
    ...(namespace === "default" ? [] : ["--namespace", namespace]),
    ...["--db-filename", join(folder, "temporal.db")],
    ...["--sqlite-pragma", "journal_mode=WAL"],
    ...["--sqlite-pragma", `synchronous=${durable === "full" ? "FULL" : "NORMAL"}`],
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      "--dynamic-config-value",
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** One look: the namespace answers, and keeps closed cases as long as we want. */
async function keepHistories(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: LOOK_TIMEOUT_MS });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(RETENTION) },
    });
  } finally {
    await connection.close();
  }
}
