import { createServer } from "node:http";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import type { Logger } from "pino";
import { openApp } from "./api/app.js";
import { ensureFirstAdmin, ensureFirstRelease, type FirstSignIn } from "./api/first-start.js";
import { FAREWELL, listen } from "./api/http/listening.js";
import { newId, openWorld } from "./api/open-world.js";
import { type ApiPlace, withPlaces } from "./api/places.js";
import type { World } from "./api/world.js";
import { CASE_QUEUE, openCases } from "./cases/index.js";
import type { Config } from "./config.js";
import { contributionsOf } from "./contributions.js";
import type { Contributions } from "./definition/contributions.js";
import { endpointsOf } from "./endpoints.js";
import { openHub } from "./realtime/hub.js";
import { unreadableAlarm } from "./privacy/alarm.js";
import { dataConverterFor } from "./privacy/data-converter.js";
import { adoptDataKey } from "./privacy/rotate.js";
import { requirePlugins } from "./release-plugins.js";
import { readyDatabase } from "./store/ready-database.js";
import { currentRelease } from "./store/releases.js";
import { openStore } from "./store/open-store.js";
import type { Store } from "./store/store.js";
import { tracedCalls } from "./tracing/temporal.js";

/** What the API's process is made of. */
export type ApiParts = {
  readonly config: Config;
  readonly log: Logger;
  /** Called at named places between two steps; does nothing in a running product. */
  readonly reached: (place: ApiPlace) => void;
};

/** A listening API. */
export type RunningApi = { readonly signIn: FirstSignIn; stop(): Promise<void> };

/**
 * Starts the API: first release and first administrator when there are none, then HTTP and live screens.
 * @throws when MongoDB or Temporal cannot be reached, or the port is taken
 */
export async function startApi({ config, log, reached }: ApiParts): Promise<RunningApi> {
  const { address, namespace } = config.temporal;
  if (config.mongodbUri === undefined || address === undefined)
    throw new Error("The API needs MONGODB_URI and TEMPORAL_ADDRESS; `npm start` sets them.");
  const store = await openStore(config.mongodbUri, {
    keys: config.keys,
    alarm: unreadableAlarm(log),
  });
  await readyDatabase(store, config);
  await adoptDataKey(store, config.keys);
  const contributions = await contributionsOf(config);
  const { projectRoot } = config;
  await ensureFirstRelease(store, { projectRoot, contributions }, new Date());
  await requirePlugins(store, contributions);
  const connection = await NativeConnection.connect({ address });
  const temporal = new Client({
    connection,
    namespace,
    interceptors: { workflow: [tracedCalls] },
    dataConverter: dataConverterFor({ store, ...config.keys }),
  });
  const plain = await worldOn({ config, log, store, temporal, connection, contributions });
  const world: World = { ...plain, ...withPlaces(plain, reached) };
  const { passwords } = world;
  const signIn = await ensureFirstAdmin(store, { config, passwords, at: new Date() });
  const answer = openApp(world).callback();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const hub = await openHub(world, server);
  const listening = await listen(server, config);
  log.info({ port: config.port }, "listening");
  return {
    signIn,
    stop: async () => {
      await listening.leave(FAREWELL);
      await hub.close();
      await listening.ended();
      await connection.close();
      await store.close();
    },
  };
}

type Opened = Pick<ApiParts, "config" | "log"> & {
  readonly store: Store;
  readonly temporal: Client;
  readonly connection: NativeConnection;
  readonly contributions: Contributions;
};

async function worldOn(opened: Opened): Promise<World> {
  const { config, log, store, temporal, connection, contributions } = opened;
  const { namespace } = config.temporal;
  const endpoints = await endpointsOf(config, (await currentRelease(store)).body.organisation);
  const tools = { store, temporal, taskQueue: CASE_QUEUE, endpoints, now: Date.now, newId };
  return openWorld({
    config,
    store,
    cases: openCases(tools),
    endpoints,
    contributions,
    askEngine: () => connection.workflowService.describeNamespace({ namespace }),
    log,
    now: Date.now,
  });
}
