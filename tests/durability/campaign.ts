import { setTimeout as pause } from "node:timers/promises";
import { Client, Connection } from "@temporalio/client";
import { pino } from "pino";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { endpointsOf } from "../../engine/endpoints.js";
import type { Report } from "../../engine/servers/report.js";
import { caseCollection } from "../../engine/store/cases.js";
import { inboxBacklog } from "../../engine/store/inbox.js";
import { messageCollection } from "../../engine/store/messages.js";
import { currentRelease, publishRelease } from "../../engine/store/releases.js";
import { dataConverterFor } from "../../engine/privacy/data-converter.js";
import { installTemporalLog } from "../../engine/temporal-log.js";
import { openStore } from "../../engine/store/open-store.js";
import { operator, type Store } from "../../engine/store/store.js";
import { insertUser } from "../../engine/store/users.js";
import { STAFF_ON_ROUNDS, withHandedOut } from "../support/handed-out.js";
import { withParallelWork } from "../support/parallel-work.js";
import { shippedRelease } from "../support/shipped-release.js";
import { type Caller, openCaller } from "./caller.js";
import { type Violation, violations } from "./check.js";
import { waitingInVain } from "./check-givings.js";
import { type Evidence, gather, givingOf } from "./evidence.js";
import { type AckLedger, openAckLedger } from "./ledger.js";
import { type Load, startLoad } from "./load.js";
import { startBalancer } from "./balancer.js";
import { type PartName, type Place, type Rig, type RigOptions, STAFF, startRig } from "./rig.js";

installTemporalLog(pino({ level: "warn" }, pino.destination(2)));

/** A running product under load, ready to be killed. */
export type Campaign = {
  readonly rig: Rig;
  readonly ledger: AckLedger;
  /** Where the provider posts messages. */
  readonly webhookUrl: string;
  /** Tickets flow from now on. */
  flow(load: { readonly width: number; readonly limit: number }): Load;
  /** Waits until this many more requests were acknowledged. @throws after two minutes */
  progress(more: number): Promise<void>;
  /** Waits until nothing is on its way any more, then reads all stores. */
  settle(loads: readonly Load[]): Promise<Evidence>;
  stop(): Promise<void>;
};

/** Every place at which the worker is made to die. */
export const WORKER_PLACES = [
  "commit.before",
  "commit.after",
  "ledger.after",
  "assign.after_give",
  "assign.after_tell",
  "start.after_bind",
  "start.after_start",
  "tell.after",
  "inbox.after_bind",
  "send.before_claim",
  "send.after_claim",
  "send.after_http",
  "send.after_record",
] as const satisfies readonly Place["worker"][];

/** Every place at which the API is made to die. */
export const API_PLACES = [
  "api.before_accept",
  "api.after_accept",
  "api.before_create",
  "api.after_create",
  "api.before_act",
  "api.after_act",
  "api.before_next",
  "api.after_next",
] as const satisfies readonly Place["api"][];

/** Starts the product, with a balancer where it has pairs, and opens its ledger, which never lies on the rig's `disk`. */
export async function openCampaign(report: Report, options?: RigOptions): Promise<Campaign> {
  const rig = await startRig(report, options);
  const balancer = options?.pairs && (await startBalancer(rig.apiUrls));
  const apiUrl = balancer?.url ?? rig.config.publicUrl;
  const store = await openStore(rig.mongodbUri, { keys: rig.config.keys, alarm: () => undefined });
  const connection = await Connection.connect({ address: rig.temporalAddress });
  const ledger = openAckLedger(rig.config.dataDir);
  await publishRelease(store, {
    body: withHandedOut(withParallelWork(withLockers(await shippedRelease()))),
    ...{ base: 1, by: "test", reason: "lost property too", at: new Date() },
  });
  for (const person of STAFF_ON_ROUNDS) await insertUser(store, person);
  const webhookUrl = `${apiUrl}${await webhookOf(rig, store)}`;
  await rig.provider.receipts({
    url: `${webhookUrl}/receipts`,
    statuses: ["Sent", "Success"],
    when: "after_answer",
  });
  const ending = new AbortController();
  const { signal } = ending;
  const caller = openCaller({ apiUrl, webhookUrl, ledger, signal });
  const dataConverter = dataConverterFor({ store, ...rig.config.keys });
  const client = new Client({ connection, dataConverter });
  const parts = { rig, store, ledger, caller, signal, client };
  let patients = 0;
  return {
    rig,
    ledger,
    webhookUrl,
    flow: ({ width, limit }) => {
      const firstPatient = patients;
      patients += limit;
      return startLoad({ caller, store, signal, width, limit, firstPatient });
    },
    progress: (more) => progress(ledger, more),
    settle: (loads) => settle(parts, loads),
    stop: async () => {
      ending.abort();
      ledger.close();
      await connection.close();
      await store.close();
      await balancer?.stop();
      await rig.stop();
    },
  };
}

/** Fewer lockers than cases that want one at the same time, so that some go without. */
function withLockers(body: ReleaseBody): ReleaseBody {
  const quantities = [
    { id: "lockers", name: "Lockers", limit: 1 },
    { id: "labels", name: "Numbered labels", limit: 1_000_000 },
  ];
  return { ...body, organisation: { ...body.organisation, quantities } };
}

/**
 * Lets a program die at each place once, one life after the other: each life is told the next place before it starts.
 * @param nth how often the place is passed before; small, so that it is reached soon
 */
export async function dieAtEach<Program extends keyof Place>(
  { rig }: Pick<Campaign, "rig">,
  program: Program,
  places: readonly Place[Program][],
  nth: () => number,
): Promise<void> {
  const [first, ...rest] = places;
  if (first === undefined) return;
  rig.arm(program, `${first}:${nth()}`);
  await rig.kill(program);
  for (const next of [...rest, null]) {
    rig.arm(program, next === null ? null : `${next}:${nth()}`);
    await rig.reborn(program, PLACE_REACHED_WITHIN_MS);
  }
}

/** A place that is not reached by then is not on the way of any ticket. */
const PLACE_REACHED_WITHIN_MS = 400_000;

/** The broken promises of a run, each in a line. */
export function verdict(evidence: Evidence): readonly string[] {
  return violations(evidence).map(({ invariant, what }: Violation) => `${invariant} ${what}`);
}

async function progress(ledger: AckLedger, more: number): Promise<void> {
  const wanted = ledger.acked() + more;
  const deadline = performance.now() + 120_000;
  while (ledger.acked() < wanted) {
    if (performance.now() > deadline)
      throw new Error(`only ${ledger.acked()} of ${wanted} requests were acknowledged in time`);
    await pause(50);
  }
}

type Parts = {
  readonly rig: Rig;
  readonly store: Store;
  readonly ledger: AckLedger;
  readonly client: Client;
  readonly caller: Caller;
};

async function settle(parts: Parts, loads: readonly Load[]): Promise<Evidence> {
  const { rig, store, ledger, client } = parts;
  await Promise.all(loads.map((load) => load.drain()));
  const deadline = performance.now() + QUIET_WITHIN_MS;
  let busy = await whatIsBusy(parts);
  while (busy !== null && performance.now() < deadline) {
    await pause(500);
    busy = await whatIsBusy(parts);
  }
  const stuck = [...loads.flatMap((load) => load.stuck), ...(busy === null ? [] : [busy])];
  await rig.provider.settled();
  return gather(store, client, {
    ledger: ledger.lines,
    accepted: rig.provider.accepted(),
    faults: rig.faults,
    stuck,
    staff: STAFF.email,
  });
}

/** A message whose attempt was cut off is looked into for half a minute, a later try waits a little more. */
const QUIET_WITHIN_MS = 150_000;

/** What is still on its way; null when nothing is. */
async function whatIsBusy({ store, client }: Parts): Promise<string | null> {
  try {
    const { waiting } = await inboxBacklog(store);
    if (waiting > 0) return `${waiting} messages wait in the inbox`;
    const state = operator({ $in: ["queued" as const, "sending" as const] });
    const unsent = await store.of(messageCollection).countDocuments({ direction: "out", state });
    if (unsent > 0) return `${unsent} messages wait to be sent`;
    const unsettled = await store
      .of(messageCollection)
      .countDocuments({ lookAt: operator({ $exists: true }) });
    if (unsettled > 0) return `${unsettled} messages are still looked into`;
    const [inVain] = waitingInVain(await givingOf(store));
    if (inVain !== undefined) return inVain;
    return await busyWorkflows(store, client);
  } catch (error) {
    return `a store does not answer (${error instanceof Error ? error.name : "unknown"})`;
  }
}

async function busyWorkflows(store: Store, client: Client): Promise<string | null> {
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus="Running"' })) {
    const closed = await store.of(caseCollection).exists({ _id: workflowId, status: "closed" });
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const at = (raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name ?? "");
    if (at.length > 0) return `${workflowId} is at ${at.join(", ")}`;
    if (raw.pendingWorkflowTask) return `${workflowId} has not heard everything`;
    if (closed) return `${workflowId} is closed and its workflow runs`;
  }
  return null;
}

async function webhookOf({ config }: Rig, store: Store): Promise<string> {
  const { organisation } = (await currentRelease(store)).body;
  const endpoints = await endpointsOf(config, organisation);
  const sms = endpoints.find(({ name }) => name === "sms");
  if (!sms) throw new Error("there is no SMS endpoint");
  return `/webhooks/${sms.plugin.manifest.id}/${sms.id}`;
}

/** Every process, in the order in which a round kills them. */
export const KILLED: readonly PartName[] = ["api", "worker", "temporal", "mongod"];
