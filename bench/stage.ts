import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { pino } from "pino";
import { CASE_QUEUE, type Cases, openCases } from "../engine/cases/index.js";
import { findProjectRoot, loadConfig, type Config } from "../engine/config.js";
import type { Release } from "../engine/definition/release.js";
import { dataConverterFor } from "../engine/privacy/data-converter.js";
import { freePort } from "../engine/servers/port.js";
import { readRunRecord } from "../engine/servers/run-record.js";
import { startMongo } from "../engine/servers/mongo.js";
import { startTemporal } from "../engine/servers/temporal.js";
import { ensureIndexes } from "../engine/store/collections.js";
import { publishRelease } from "../engine/store/releases.js";
import { openStore } from "../engine/store/open-store.js";
import type { Store } from "../engine/store/store.js";
import { insertUser } from "../engine/store/users.js";
import { type RunningProgram, startProgram } from "../engine/supervisor/program.js";
import { installTemporalLog } from "../engine/temporal-log.js";
import { benchRelease } from "./definitions.js";
import { type Provider, startProvider } from "./provider.js";

/** Servers and workers of their own, in a temporary folder, with this process as the client. */
export type Stage = {
  readonly config: Config;
  readonly store: Store;
  readonly client: Client;
  readonly cases: Cases;
  readonly release: Release;
  readonly provider: Provider;
  /** Process ids for CPU time. */
  readonly pids: {
    readonly mongod: number;
    readonly temporal: number;
    readonly worker: number;
    readonly bare: number;
    readonly client: number;
  };
  /** Starts one more program of ours; it ends with the stage. */
  start(name: string, entry: string): Promise<StagedProgram>;
  stop(): Promise<void>;
};

/** A program on the stage. */
export type StagedProgram = { readonly pid: number; readonly url: string; stop(): Promise<void> };

/** Starts everything. @param say tells the person in front of the terminal what happens */
export async function openStage(say: (line: string) => void): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "casewright-bench-"));
  const endings: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const ending of endings.splice(0).reverse()) await ending();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return await setUp({ dataDir, endings, stop, say });
  } catch (error) {
    await stop();
    throw error;
  }
}

type SettingUp = {
  readonly dataDir: string;
  readonly endings: (() => Promise<unknown>)[];
  readonly stop: () => Promise<void>;
  readonly say: (line: string) => void;
};

async function setUp({ dataDir, endings, stop, say }: SettingUp): Promise<Stage> {
  const provider = await startProvider();
  endings.push(() => provider.close());
  const account = {
    AFRICASTALKING_USERNAME: "clinic",
    AFRICASTALKING_API_KEY: "made-up-key",
    AFRICASTALKING_BASE_URL: provider.url,
  };
  const before = configOf({ ...account, DATA_DIR: dataDir });
  const [mongo, temporal] = await Promise.all([
    startMongo({ config: before, report: say }),
    startTemporal({ config: before, report: say, durable: "normal" }),
  ]);
  endings.push(() => Promise.all([mongo.stop(), temporal.stop()]));
  const env = {
    ...account,
    DATA_DIR: dataDir,
    MONGODB_URI: mongo.address,
    TEMPORAL_ADDRESS: temporal.address,
    PORT: String(await freePort()),
    LOG_LEVEL: "error",
  };
  const config = configOf(env);
  const store = await openStore(mongo.address, { keys: config.keys, alarm: () => undefined });
  endings.push(() => store.close());
  await ensureIndexes(store);
  const publication = { base: 0, by: "bench", reason: "bench", at: new Date() };
  const release = await publishRelease(store, { ...publication, body: await benchRelease(config) });
  await insertStaff(store);
  const programs = opener({ dataDir, env, endings });
  const worker = await programs("worker", "engine/worker.ts");
  const bare = await programs("bare", "bench/bare/worker.ts");
  installTemporalLog(pino({ level: "error" }));
  const connection = await NativeConnection.connect({ address: temporal.address });
  endings.push(() => connection.close());
  const client = new Client({
    connection,
    dataConverter: dataConverterFor({ store, ...config.keys }),
  });
  const tools = { store, temporal: client, taskQueue: CASE_QUEUE, endpoints: [] };
  return {
    ...{ config, store, client, release, provider, start: programs, stop },
    cases: openCases({ ...tools, now: Date.now, newId: randomUUID }),
    pids: {
      mongod: mongo.pid ?? 0,
      temporal: temporal.pid ?? 0,
      worker: worker.pid,
      bare: bare.pid,
      client: process.pid,
    },
  };
}

/** The people whose names stand in the rows of lists. */
async function insertStaff(store: Store): Promise<void> {
  for (const role of ["support", "medical"]) {
    const person = { _id: `u-${role}`, email: `${role}@clinic.example`, name: `A. ${role}` };
    const rest = { passwordHash: "none", active: true, createdAt: new Date() };
    await insertUser(store, { ...person, ...rest, roles: [role] });
  }
}

function configOf(env: Readonly<Record<string, string>>): Config {
  const { PATH, HOME, XDG_CACHE_HOME } = process.env;
  return loadConfig({ PATH, HOME, XDG_CACHE_HOME, NODE_ENV: "test", ...env }, findProjectRoot());
}

type Opening = Pick<SettingUp, "dataDir" | "endings"> & {
  readonly env: Readonly<Record<string, string>>;
};

function opener({ dataDir, env, endings }: Opening): Stage["start"] {
  return async (name, entry) => {
    const program: RunningProgram = await startProgram({
      name,
      entry: join(findProjectRoot(), entry),
      dataDir,
      env,
      signal: new AbortController().signal,
    });
    endings.push(() => program.stop());
    const pid = readRunRecord(dataDir, name)?.pid ?? 0;
    return { pid, url: program.message.url ?? "", stop: () => program.stop() };
  };
}
