import { join } from "node:path";
import type { Config } from "../config.js";
import { tryLock } from "../servers/lock.js";
import { startMongo } from "../servers/mongo.js";
import { portIsFree } from "../servers/port.js";
import type { Report } from "../servers/report.js";
import { endLeftover } from "../servers/run-record.js";
import type { RunningServer } from "../servers/running-server.js";
import { startTemporal } from "../servers/temporal.js";
import { type Kept, keepRunning, type Part, type Running } from "./keep-running.js";
import { type ReadyMessage, type RunningProgram, startProgram } from "./program.js";

/** What starting an instance needs. */
export type InstanceStart = {
  readonly config: Config;
  readonly report: Report;
  /** Absolute paths of the API's and the worker's program. */
  readonly entries: { readonly api: string; readonly worker: string };
  /** Ends the start early. */
  readonly signal: AbortSignal;
};

/** A whole instance: MongoDB, Temporal, worker and API. */
export type Instance = {
  readonly signIn: NonNullable<ReadyMessage["signIn"]>;
  /** Starts API and worker anew, with their present code. */
  restartPrograms(): Promise<void>;
  /** Ends everything that was started: API, worker, Temporal, MongoDB, in this order. */
  stop(): Promise<void>;
};

/**
 * Starts everything, the servers first, and keeps it running until `stop`.
 * @throws Error in words for the person at the terminal; whatever has been started is ended then
 */
export async function startInstance(start: InstanceStart): Promise<Instance> {
  const { config } = start;
  const lock = tryLock(join(config.dataDir, "run", "instance.lock"));
  if (!lock.taken)
    throw new Error(
      `Casewright already runs with DATA_DIR ${config.dataDir} (process ${String(lock.holder)})`,
    );
  const kept: Kept<Running>[] = [];
  const stop = async () => {
    for (const part of kept.toReversed()) await part.stop();
    lock.release();
  };
  try {
    return { ...(await startParts(start, kept)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Adds each part to `kept` in the order in which they depend on each other. */
async function startParts(
  start: InstanceStart,
  kept: Kept<Running>[],
): Promise<Omit<Instance, "stop">> {
  const { config } = start;
  const keep = keeper(start, kept);
  await ensurePort(config);
  const [mongo, temporal] = await both([keep(mongoPart(start)), keep(temporalPart(start))]);
  const env = {
    MONGODB_URI: mongo.first.address,
    TEMPORAL_ADDRESS: temporal.first.address,
    DATA_DIR: config.dataDir,
  };
  const [worker, api] = await both([
    keep(programPart("worker", start, env)),
    keep(programPart("api", start, env)),
  ]);
  return {
    signIn: api.first.message.signIn ?? { email: config.admin.email },
    restartPrograms: async () => {
      await Promise.all([api.restart(), worker.restart()]);
    },
  };
}

/** Each part takes its place in `kept` before it starts, so that the order of ending does not depend on luck. */
function keeper({ report, signal }: InstanceStart, kept: Kept<Running>[]) {
  return async <R extends Running>(part: Part<R>): Promise<Kept<R>> => {
    const place = kept.push(notYet) - 1;
    const withSignal: Part<R> = {
      ...part,
      start: (own, again) => part.start(AbortSignal.any([own, signal]), again),
    };
    const running = await keepRunning(withSignal, report);
    kept[place] = running;
    return running;
  };
}

const notYet: Kept<Running> = {
  first: { exited: Promise.resolve(""), stop: () => Promise.resolve() },
  restart: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/** Waits for both also when one fails, so that nothing is being started while everything is ended. */
async function both<A, B>([first, second]: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function mongoPart({ config, report }: InstanceStart): Part<RunningServer> {
  return {
    name: "MongoDB",
    start: (signal, again) => startMongo({ config, report, signal, ...samePort(again?.address) }),
  };
}

function temporalPart({ config, report }: InstanceStart): Part<RunningServer> {
  return {
    name: "Temporal",
    start: (signal, again) =>
      startTemporal({ config, report, signal, durable: "full", ...samePort(again?.address) }),
  };
}

/** The API and the worker know the address of the first start. */
function samePort(address: string | undefined): { port?: number } {
  const port = /127\.0\.0\.1:([0-9]+)/.exec(address ?? "")?.[1];
  return port === undefined ? {} : { port: Number(port) };
}

function programPart(
  name: "api" | "worker",
  { config, entries }: InstanceStart,
  env: Readonly<Record<string, string>>,
): Part<RunningProgram> {
  const { dataDir } = config;
  return {
    name: name === "api" ? "API" : "Worker",
    start: (signal) => startProgram({ name, entry: entries[name], dataDir, env, signal }),
  };
}

/** Before anything is started: a taken port is the most frequent mistake with a second instance. */
async function ensurePort({ dataDir, port }: Config): Promise<void> {
  await endLeftover(dataDir, "api", `--data-dir=${dataDir}`);
  if (!(await portIsFree(port)))
    throw new Error(`Port ${String(port)} is taken by another program; set PORT to a free one`);
}
