import { randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "@temporalio/client";
import type { DataConverter } from "@temporalio/common";
import { NativeConnection } from "@temporalio/worker";
import { pino } from "pino";
import { openCases, type Cases, type CaseTools } from "../../engine/cases/index.js";
import { type RunningWorker, startWorker, type WorkerParts } from "../../engine/case-worker.js";
import type { Endpoint, Inbound } from "../../engine/channels/contract.js";
import { findProjectRoot, loadConfig, type Config } from "../../engine/config.js";
import { NOTHING_CONTRIBUTED } from "../../engine/definition/contributions.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { endpointsOf } from "../../engine/endpoints.js";
import { acceptInbound } from "../../engine/inbound/accept.js";
import type { AcceptTools } from "../../engine/inbound/tools.js";
import type { Actor } from "../../engine/interpreter/event.js";
import { dataConverterFor } from "../../engine/privacy/data-converter.js";
import { caseDoc } from "../../engine/store/cases.js";
import { counterCollection } from "../../engine/store/case-ids.js";
import { ensureIndexes } from "../../engine/store/collections.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import { installTemporalLog } from "../../engine/temporal-log.js";
import { openStore } from "../../engine/store/open-store.js";
import type { Store } from "../../engine/store/store.js";
import { tracedCalls } from "../../engine/tracing/temporal.js";
import { shippedRelease } from "./shipped-release.js";
import { type ProviderFake, startProviderFake } from "./provider-fake/client.js";

/** A whole clinic on the real servers, in this process: store, cases, worker, and a fake provider in its own process. */
export type Clinic = {
  readonly config: Config;
  readonly store: Store;
  readonly client: Client;
  readonly connection: NativeConnection;
  readonly tools: CaseTools;
  readonly cases: Cases;
  readonly provider: ProviderFake;
  readonly sms: Endpoint;
  /** Takes an SMS as the webhook would. The provider's id makes a repeat a repeat. */
  receive(from: string, text: string, providerId?: string): Promise<void>;
  accept(endpoint: Endpoint, inbound: readonly Inbound[]): Promise<void>;
  /** Starts another worker, or the first again after it was stopped. */
  startWorker(parts?: Partial<WorkerParts>): Promise<RunningWorker>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
};

/** Where a clinic's servers are. */
export type Servers = { readonly mongodbUri: string; readonly temporalAddress: string };

/** How a clinic differs from the ordinary one. */
export type ClinicOptions = {
  /** Changes the release before it is published. */
  readonly release?: (body: ReleaseBody) => ReleaseBody;
  readonly reached?: WorkerParts["reached"];
  /** Without a worker, cases start and wait. */
  readonly worker?: "none";
  /** Environment variables besides the ordinary ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** `{}` leaves everything that goes to Temporal in clear. */
  readonly dataConverter?: DataConverter;
};

/** People of the shipped roles. */
export const people = {
  support: { id: "u-support", roles: ["support"] },
  medical: { id: "u-medical", roles: ["medical"] },
  admin: { id: "u-admin", roles: ["admin"] },
  porter: { id: "u-porter", roles: ["porter"] },
} as const satisfies { readonly [name: string]: Actor };

const root = findProjectRoot();
const log = pino({ level: "warn" }, pino.destination(2));
installTemporalLog(log);

/** Opens a clinic with its own database and task queue on running servers. */
export async function openClinic(servers: Servers, options: ClinicOptions = {}): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), "casewright-clinic-"));
  const provider = await startProviderFake({ folder });
  const config = configFor(servers, folder, { ...smsBy(provider), ...options.env });
  const store = await openStore(servers.mongodbUri, { keys: config.keys, alarm: () => undefined });
  await ensureIndexes(store);
  const shipped = await shippedRelease();
  const body = options.release?.(shipped) ?? shipped;
  await publishRelease(store, { body, base: 0, by: "test", reason: "test", at: new Date() });
  // Clinics of many tests share one Temporal, where ids are used once for ever.
  await store.of(counterCollection).create({ _id: "case", value: randomInt(1e9) });
  const connection = await NativeConnection.connect({ address: servers.temporalAddress });
  const dataConverter = options.dataConverter ?? dataConverterFor({ store, ...config.keys });
  const client = new Client({
    ...{ connection, dataConverter },
    interceptors: { workflow: [tracedCalls] },
  });
  const endpoints = await endpointsOf(config, body.organisation);
  const taskQueue = `test-${randomUUID()}`;
  const tools: CaseTools = {
    store,
    temporal: client,
    taskQueue,
    endpoints,
    now: Date.now,
    newId: randomUUID,
  };
  const workers: RunningWorker[] = [];

  const sms = endpoints.find(({ name }) => name === "sms");
  if (!sms) throw new Error("no SMS endpoint");
  const clinic: Clinic = {
    config,
    store,
    client,
    connection,
    tools,
    cases: openCases(tools),
    provider,
    sms,
    receive: (from, text, providerId = randomUUID()) =>
      clinic.accept(sms, [{ kind: "message", providerId, from, to: "22384", text }]),
    accept: async (endpoint, inbound) => {
      await acceptInbound(acceptTools(store), endpoint, inbound, new Date());
    },
    startWorker: async (parts = {}) => {
      const reached = options.reached ?? (() => undefined);
      const worker = await startWorker({
        config,
        log,
        taskQueue,
        reached,
        dataConverter,
        ...bundled(),
        ...parts,
      });
      workers.push(worker);
      return worker;
    },
    stopWorker: async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    },
    close: async () => {
      await clinic.stopWorker();
      await connection.close();
      await store.connection.dropDatabase();
      await store.close();
      await provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.worker !== "none") await clinic.startWorker();
  return clinic;
}

/** What taking in needs, as the API has it. */
export function acceptTools(store: Store): AcceptTools {
  const release = () => currentRelease(store);
  return { store, release, contributions: NOTHING_CONTRIBUTED, log };
}

/** Waits until the projection of a case has a turn, however slow the machine. */
export async function settled({ store }: Clinic, caseId: string, turn: number): Promise<void> {
  await until(`turn ${String(turn)} of ${caseId}`, async () => {
    const doc = await caseDoc(store, caseId);
    return doc !== null && doc.turn >= turn;
  });
}

/** Waits until something is true; the system's own events decide when. @throws after a minute, naming what never came */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | null | undefined | false>,
  limitMs = 60_000,
): Promise<Value> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await wait(20);
  }
}

/** The workflow code that the test run bundled once; a clinic outside a test run bundles its own. */
function bundled(): Pick<WorkerParts, "workflowBundle"> {
  const path = process.env["CASE_BUNDLE"];
  return path === undefined ? {} : { workflowBundle: { code: readFileSync(path, "utf8") } };
}

function smsBy({ url }: ProviderFake): Readonly<Record<string, string>> {
  return {
    AFRICASTALKING_USERNAME: "clinic",
    AFRICASTALKING_API_KEY: "made-up-key",
    AFRICASTALKING_BASE_URL: url,
  };
}

function configFor(
  servers: Servers,
  folder: string,
  channels: Readonly<Record<string, string>>,
): Config {
  const { PATH, HOME } = process.env;
  return loadConfig(
    {
      PATH,
      HOME,
      DATA_DIR: folder,
      NODE_ENV: "test",
      MONGODB_URI: servers.mongodbUri,
      TEMPORAL_ADDRESS: servers.temporalAddress,
      ...channels,
    },
    root,
  );
}
