import { createServer } from "node:http";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { pino } from "pino";
import { openApp } from "./api/app.js";
import { ensureFirstAdmin, ensureFirstRelease } from "./api/first-start.js";
import { listen, stopServer } from "./api/http/listening.js";
import { newId, openWorld } from "./api/open-world.js";
import { CASE_QUEUE, openCases } from "./cases/index.js";
import { configOrExit } from "./config.js";
import { endpointsOf } from "./endpoints.js";
import { openHub } from "./realtime/hub.js";
import { ensureIndexes } from "./store/collections.js";
import { currentRelease } from "./store/releases.js";
import { openStore } from "./store/store.js";
import { endWithSupervisor } from "./supervisor/end-with-supervisor.js";

const config = configOrExit();
const log = pino({ level: config.logLevel, base: { part: "api" } });

const store = await openStore(needed(config.mongodbUri, "MONGODB_URI"));
await ensureIndexes(store);
await ensureFirstRelease(store, config, new Date());
const connection = await NativeConnection.connect({
  address: needed(config.temporal.address, "TEMPORAL_ADDRESS"),
});
const temporal = new Client({ connection, namespace: config.temporal.namespace });
const endpoints = endpointsOf(config, (await currentRelease(store)).body.organisation);
const cases = openCases({
  store,
  temporal,
  taskQueue: CASE_QUEUE,
  endpoints,
  now: Date.now,
  newId,
});
const world = await openWorld({
  config,
  store,
  cases,
  endpoints,
  askEngine: () =>
    connection.workflowService.describeNamespace({ namespace: config.temporal.namespace }),
  log,
  now: Date.now,
});
const signIn = await ensureFirstAdmin(store, {
  config,
  passwords: world.passwords,
  at: new Date(),
});
const answer = openApp(world).callback();
const server = createServer((request, response) => {
  void answer(request, response);
});
const hub = await openHub(world, server);
await listen(server, config);
log.info({ port: config.port }, "listening");
process.send?.({ ready: true, url: config.publicUrl, signIn });

endWithSupervisor(async () => {
  hub.close();
  await stopServer(server);
  await connection.close();
  await store.close();
});

/** The supervisor hands the addresses over; without it they must be in the environment. */
function needed(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  process.stderr.write(`The API needs ${name}; \`npm start\` sets it.\n`);
  process.exit(1);
}
