import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { pino } from "pino";
import { CASE_QUEUE } from "../cases/tools.js";
import type { Config } from "../config.js";
import { contributionsOf } from "../contributions.js";
import { endpointsOf } from "../endpoints.js";
import { dataConverterFor } from "../privacy/data-converter.js";
import { startMongo } from "../servers/mongo.js";
import { reasonOf } from "../servers/report.js";
import type { RunningServer } from "../servers/running-server.js";
import { startTemporal } from "../servers/temporal.js";
import { openStore } from "../store/open-store.js";
import { readyDatabase } from "../store/ready-database.js";
import { currentRelease } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { reconcile } from "./reconcile.js";
import { isWhole, reportOf } from "./report.js";

/** What the command needs. */
export type ReconcileCommand = {
  readonly config: Config;
  /** Task queue on which cases go on; another one than that of the product in tests. */
  readonly taskQueue?: string;
  readonly now: () => number;
  readonly write: (text: string) => void;
};

/**
 * `casewright reconcile`: brings MongoDB and Temporal back to agreement after a restore, and says what it did. Starts the servers
 * that the configuration does not name, and ends them again.
 * @returns 0 everything agrees, 1 something was lost or is left to be looked at, 2 it could not work
 */
export async function reconcileCommand(command: ReconcileCommand): Promise<number> {
  const { config, write } = command;
  const servers: RunningServer[] = [];
  try {
    const report = () => undefined;
    const mongo = await startMongo({ config, report });
    servers.push(mongo);
    const temporal = await startTemporal({ config, report, durable: "full" });
    servers.push(temporal);
    return await onServers(command, { mongodbUri: mongo.address, address: temporal.address });
  } catch (error) {
    write(`${reasonOf(error)}\n`);
    return 2;
  } finally {
    for (const server of servers) await server.stop();
  }
}

type Addresses = { readonly mongodbUri: string; readonly address: string };

async function onServers(command: ReconcileCommand, at: Addresses): Promise<number> {
  const { config, write, now, taskQueue = CASE_QUEUE } = command;
  const store = await openStore(at.mongodbUri, { keys: config.keys, alarm: () => undefined });
  const connection = await NativeConnection.connect({ address: at.address });
  try {
    await readyDatabase(store, config);
    const temporal = new Client({
      ...{ connection, namespace: config.temporal.namespace },
      dataConverter: dataConverterFor({ store, ...config.keys }),
    });
    const done = await reconcile({
      ...{ store, now, log: pino({ level: "silent" }), publicUrl: config.publicUrl },
      cases: { temporal, taskQueue, now },
      endpoints: await endpointsByName(config, store),
      contributions: await contributionsOf(config),
      webhooks: config.webhooks,
      reached: () => undefined,
    });
    for (const line of reportOf(done)) write(`${line}\n`);
    for (const line of putHeadsAside(config, now())) write(`${line}\n`);
    return isWhole(done) ? 0 : 1;
  } finally {
    await connection.close();
    await store.close();
  }
}

async function endpointsByName(config: Config, store: Store) {
  const endpoints = await endpointsOf(config, (await currentRelease(store)).body.organisation);
  return new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]));
}

/** What was signed before the restore does not fit any more; it stays, to tell what was lost, and signing begins anew. */
function putHeadsAside({ logHeads }: Config, now: number): readonly string[] {
  if (!existsSync(logHeads)) return [];
  const files = readdirSync(logHeads).filter((name) => name.endsWith(".jsonl"));
  if (files.length === 0) return [];
  const aside = join(logHeads, `before-${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of files) renameSync(join(logHeads, name), join(aside, name));
  return [`The signed ends of logs from before were put aside: ${aside}`];
}
