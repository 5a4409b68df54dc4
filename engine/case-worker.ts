import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client } from "@temporalio/client";
import type { DataConverter } from "@temporalio/common";
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkflowBundle,
} from "@temporalio/worker";
import type { Logger } from "pino";
import { keepGiving } from "./assignment/keep-giving.js";
import type { Config } from "./config.js";
import type { Endpoint } from "./channels/contract.js";
import { pluginOfEffect } from "./definition/contributed-effects.js";
import type { Release } from "./definition/release.js";
import {
  caseActivities,
  deliveryActivities,
  type EffectTools,
  pluginActivities,
  webhookActivities,
} from "./effects/index.js";
import { signOfLife } from "./effects/sign-of-life.js";
import { keepSettling } from "./effects/keep-settling.js";
import { contributionsOf } from "./contributions.js";
import { endpointsOf } from "./endpoints.js";
import { startChannelWatch } from "./channel-watch.js";
import { startDrain } from "./inbound/drain.js";
import { keepAnsweringPresses } from "./inbound/keep-answering-presses.js";
import { keepLookingIntoFiles } from "./inbound/keep-looking-into-files.js";
import { unreadableAlarm } from "./privacy/alarm.js";
import { dataConverterFor, FAILURE_CONVERTER_PATH } from "./privacy/data-converter.js";
import { adoptDataKey } from "./privacy/rotate.js";
import { CasewrightError } from "./protocol/errors.js";
import { requirePlugins } from "./release-plugins.js";
import { requireInterpreters } from "./required-interpreters.js";
import { readyDatabase } from "./store/ready-database.js";
import { startUpkeep } from "./upkeep.js";
import { deliveryQueue, pluginQueue, urgentQueue, webhookQueue } from "../workflows/case/queues.js";
import { currentRelease, pluginsOfReleases } from "./store/releases.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";
import { tracedActivities, tracedCalls } from "./tracing/temporal.js";

/** Cases kept in memory: above the active set of a clinic, at some 0.4 MB each. Never 0. */
const CACHED_CASES = 500;

/** Time a stopping worker gives its running activities; deliveries need up to 20 s. */
const SHUTDOWN_GRACE = "22s";

/** What a worker is made of. `reached` is the test seam of {@link EffectTools}. */
export type WorkerParts = {
  readonly config: Config;
  readonly log: Logger;
  /** Task queue of the cases; the queues of deliveries are named after it. */
  readonly taskQueue: string;
  reached: EffectTools["reached"];
  /** The time, epoch milliseconds; that of this machine when left out. */
  readonly now?: () => number;
  /** Workflow code bundled ahead, for whoever starts many workers from sources. */
  readonly workflowBundle?: WorkflowBundle;
  /** Instead of {@link dataConverterFor}: `{}` records histories in clear, for tests. */
  readonly dataConverter?: DataConverter;
};

/** A running worker: cases, their activities, deliveries by plugin, the inbox drain, and the giving out of cases. */
export type RunningWorker = { stop(): Promise<void> };

/**
 * Starts a worker process's work. Waits until the first release is published, since no case can run without one.
 * @throws ConfigError as {@link requireInterpreters} and {@link requirePlugins} do
 * @throws when MongoDB or Temporal cannot be reached
 */
export async function startWorker(parts: WorkerParts): Promise<RunningWorker> {
  const { config, log } = parts;
  const { address, namespace } = config.temporal;
  if (config.mongodbUri === undefined || address === undefined)
    throw new Error("The worker needs MONGODB_URI and TEMPORAL_ADDRESS; `npm start` sets them.");
  const store = await readyStore(config.mongodbUri, parts);
  const { organisation } = (await firstRelease(store)).body;
  const contributions = await requirePlugins(store, await contributionsOf(config));
  const endpoints = await endpointsOf(config, organisation);
  const connection = await NativeConnection.connect({ address });
  const dataConverter = parts.dataConverter ?? dataConverterFor({ store, ...config.keys });
  const interceptors = { workflow: [tracedCalls] };
  const cases = {
    temporal: new Client({ connection, namespace, dataConverter, interceptors }),
    taskQueue: parts.taskQueue,
    now: Date.now,
  };
  const tools = effectTools(parts, { store, endpoints, cases, contributions });
  const workers = await makeWorkers({
    connection,
    namespace,
    dataConverter,
    tools,
    endpoints,
    taskQueue: parts.taskQueue,
    workflowBundle: parts.workflowBundle ?? (await caseBundle()),
  });
  const running = workers.map((worker) => worker.run());
  const giving = keepGiving({ effects: tools, temporal: cases.temporal });
  const drain = startDrain({ effects: tools, holder: randomUUID(), newId: randomUUID });
  const settling = keepSettling(tools);
  const lines = [keepAnsweringPresses(tools), keepLookingIntoFiles(tools)];
  const watch = startChannelWatch({
    store,
    endpoints,
    log,
    everyMs: config.channelCheck.everyMs,
    timeoutMs: config.channelCheck.timeoutMs,
    now: Date.now,
  });
  const upkeep = startUpkeep({ config, store, log, ...cases, reached: parts.reached });
  log.info({ queues: 1 + workers.length }, "worker started");
  return {
    stop: async () => {
      const loops = [drain, watch, giving, settling, ...lines];
      await Promise.all(loops.map((loop) => loop.stop()));
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await upkeep.stop();
      await connection.close();
      await store.close();
    },
  };
}

/** The database, once it is such as this program wants it and holds nothing that it cannot run. */
async function readyStore(uri: string, { config, log }: WorkerParts): Promise<Store> {
  const store = await openStore(uri, { keys: config.keys, alarm: unreadableAlarm(log) });
  await readyDatabase(store, config);
  await requireInterpreters(store);
  const rewrapped = await adoptDataKey(store, config.keys);
  if (rewrapped > 0) log.info({ rewrapped }, "case keys moved to the present DATA_KEY");
  return store;
}

function effectTools(
  parts: WorkerParts,
  world: Pick<EffectTools, "store" | "cases" | "contributions"> & {
    readonly endpoints: readonly Endpoint[];
  },
): EffectTools {
  const { store, cases, endpoints, contributions } = world;
  return {
    store,
    cases,
    endpoints: new Map(endpoints.map((endpoint) => [endpoint.name, endpoint])),
    contributions,
    webhooks: parts.config.webhooks,
    ...(parts.config.scanner === undefined ? {} : { scanner: parts.config.scanner }),
    publicUrl: parts.config.publicUrl,
    log: parts.log,
    now: parts.now ?? Date.now,
    reached: parts.reached,
  };
}

type Making = {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  readonly tools: EffectTools;
  readonly endpoints: readonly Endpoint[];
  readonly taskQueue: string;
  readonly workflowBundle: WorkflowBundle;
};

async function makeWorkers(making: Making): Promise<Worker[]> {
  const { connection, namespace, dataConverter, tools, endpoints } = making;
  const { taskQueue, workflowBundle } = making;
  const senders = new Set(
    endpoints
      .filter(({ plugin }) => plugin.manifest.capabilities.outbound)
      .map(({ plugin }) => plugin.manifest.id),
  );
  const common = {
    connection,
    namespace,
    dataConverter,
    shutdownGraceTime: SHUTDOWN_GRACE,
    interceptors: { activity: [tracedActivities, signOfLife] },
  };
  const cases = await Worker.create({
    ...common,
    taskQueue,
    workflowBundle,
    maxCachedWorkflows: CACHED_CASES,
    activities: caseActivities(tools),
  });
  const queues = [
    urgentQueue(taskQueue),
    ...[...senders].map((channel) => deliveryQueue(taskQueue, channel)),
  ];
  const deliveries = queues.map((queue) =>
    Worker.create({
      ...common,
      taskQueue: queue,
      activities: deliveryActivities(tools),
    }),
  );
  const webhooks = Worker.create({
    ...common,
    taskQueue: webhookQueue(taskQueue),
    activities: webhookActivities(tools),
  });
  const plugins = (await pluginsServed(tools)).map((plugin) =>
    Worker.create({
      ...common,
      taskQueue: pluginQueue(taskQueue, plugin),
      activities: pluginActivities(tools),
    }),
  );
  return [cases, ...(await Promise.all([...deliveries, webhooks, ...plugins]))];
}

/**
 * Plugins that cases may still ask for something: those at hand, and those of any release. What only these had comes to nothing,
 * which a case has to be told.
 */
async function pluginsServed({ store, contributions }: EffectTools): Promise<readonly string[]> {
  const here = Object.keys(contributions.effects).map(pluginOfEffect);
  return [...new Set([...here, ...(await pluginsOfReleases(store))])];
}

let bundle: Promise<WorkflowBundle> | undefined;

/** The workflow code: built ahead in `dist`, or bundled now, once, when running from source. */
export function caseBundle(): Promise<WorkflowBundle> {
  bundle ??= readOrBundle();
  return bundle;
}

async function readOrBundle(): Promise<WorkflowBundle> {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const built = join(here, "../workflow-bundle.js");
  if (existsSync(built)) return { code: readFileSync(built, "utf8") };
  const sourceOf = (name: string): string => {
    const source = join(here, "../workflows/case", name);
    return [`${source}.js`, `${source}.ts`].find(existsSync) ?? source;
  };
  return bundleWorkflowCode({
    workflowsPath: sourceOf("index"),
    workflowInterceptorModules: [sourceOf("trace")],
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: new DefaultLogger("WARN"),
  });
}

/** Pause between two looks for the first release. */
const LOOK_AGAIN_MS = 200;

/** Waits for the API to publish release 1 on a first start. */
async function firstRelease(store: Store): Promise<Release> {
  for (;;) {
    const there = await currentRelease(store).catch((error: unknown) => {
      if (error instanceof CasewrightError && error.code === "not_found") return null;
      throw error;
    });
    if (there) return there;
    await wait(LOOK_AGAIN_MS);
  }
}
