import type { Client, WorkflowExecutionInfo } from "@temporalio/client";
import type { History } from "@temporalio/common/lib/proto-utils.js";
import { requestIdOf } from "../../engine/api/idempotency.js";
import { DEFAULT_CAPACITY } from "../../engine/definition/assign.js";
import { mayBeGiven } from "../../engine/definition/takers.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { caseCollection, type CaseDoc } from "../../engine/store/cases.js";
import { linkOf } from "../../engine/store/chain.js";
import { contactCollection } from "../../engine/store/contacts.js";
import { eventCollection, type EventDoc } from "../../engine/store/events.js";
import { inboxCollection, type InboxDoc } from "../../engine/store/inbox.js";
import { ledgerCollection, type LedgerDoc, takenQuantities } from "../../engine/store/ledger.js";
import { messageCollection, type MessageDoc } from "../../engine/store/messages.js";
import { queueEntryCollection, type QueueEntryDoc } from "../../engine/store/queue-entries.js";
import { currentRelease } from "../../engine/store/releases.js";
import { operator, type Store } from "../../engine/store/store.js";
import { activePeople, users } from "../../engine/store/users.js";
import type { CaseView } from "../../workflows/case/messages.js";
import { replayAll } from "../replay/live.js";
import type { Replayed } from "../replay/replay.js";
import type { Accepted } from "../support/provider-fake/rules.js";
import type { GivingEvidence } from "./check-givings.js";
import type { LedgerLine } from "./ledger.js";
import type { Fault } from "./rig.js";

/** What a workflow says of itself once everything is quiet. */
export type WorkflowEvidence = {
  readonly id: string;
  readonly closed: boolean;
  /** Null when it did not answer. */
  readonly state: CaseState | null;
  readonly uncommitted: number;
  readonly outstanding: number;
  readonly parked: string | null;
  readonly runs: number;
  readonly historyEvents: number;
  /** Workflow tasks that failed. */
  readonly failedTasks: readonly FailedTask[];
  /** Workflow tasks that were given out again, or waited for a worker. */
  readonly lateTasks: readonly LateTask[];
};

/** From when to when the case could answer nobody, epoch milliseconds, and how often its task was given out. */
export type LateTask = { readonly from: number; readonly to: number; readonly attempt: number };

/** `cause` is a number of Temporal's `WorkflowTaskFailedCause`, `why` what the SDK said; `at` is epoch milliseconds. */
export type FailedTask = { readonly cause: number; readonly why: string; readonly at: number };

/** Everything that is counted: what callers heard, what the provider took, and what each store holds. */
export type Evidence = {
  readonly ledger: readonly LedgerLine[];
  readonly accepted: readonly Accepted[];
  readonly faults: readonly Fault[];
  readonly stuck: readonly string[];
  readonly cases: readonly CaseDoc[];
  readonly events: readonly LinkedEvent[];
  readonly messages: readonly MessageDoc[];
  readonly inbox: readonly InboxDoc[];
  /** Case ids that stand in a queue, one for each entry. */
  readonly queued: readonly string[];
  readonly shared: SharedEvidence;
  readonly giving: GivingEvidence;
  /** Phone number by contact. */
  readonly phones: ReadonlyMap<string, string>;
  readonly workflows: readonly WorkflowEvidence[];
  /** What replaying every history on the same code came to. */
  readonly replayed: Replayed;
  /** The id under which the system knows a caller's key. */
  readonly requestIdOf: (key: string) => string;
};

/** An event with the link that its row, as it is stored, should have after the one before it. */
export type LinkedEvent = EventDoc & { readonly link: string };

/** What cases shared: limits, what is taken of each quantity, and every row of the ledger. */
export type SharedEvidence = {
  readonly limits: ReadonlyMap<string, number>;
  readonly taken: ReadonlyMap<string, number>;
  readonly rows: readonly LedgerDoc[];
};

/** What one run left behind outside the stores. */
export type Outside = Pick<Evidence, "ledger" | "accepted" | "faults" | "stuck">;

/** Reads all stores. @param staff e-mail of whoever sent the Idempotency-Keys */
export async function gather(
  store: Store,
  client: Client,
  { staff, ...outside }: Outside & { readonly staff: string },
): Promise<Evidence> {
  const user = await store.of(users).findOne({ email: staff }).lean();
  const contacts = await store.of(contactCollection).find().lean();
  const entries = await store.of(queueEntryCollection).find().lean();
  return {
    ...outside,
    cases: await store.of(caseCollection).find().lean<CaseDoc[]>(),
    events: await eventsWithLinks(store),
    messages: await store.of(messageCollection).find().lean<MessageDoc[]>(),
    inbox: await store.of(inboxCollection).find().lean<InboxDoc[]>(),
    queued: entries.map(({ caseId }) => caseId),
    shared: await sharedOf(store),
    giving: await givingOf(store),
    phones: new Map(contacts.map(({ _id, address }) => [_id, address.replace("sms:", "")])),
    workflows: await workflowsOf(client),
    replayed: await replayAll(client),
    requestIdOf: (key) => requestIdOf(user?._id ?? "", key),
  };
}

async function eventsWithLinks(store: Store): Promise<LinkedEvent[]> {
  const sort = { caseId: 1, turn: 1 } as const;
  const events = await store.of(eventCollection).find().sort(sort).lean<EventDoc[]>();
  const raw = store.connection.collection<{ _id: string }>(eventCollection.name);
  const stored = new Map((await raw.find().toArray()).map((row) => [row._id, row]));
  return events.map((event, i) => {
    const before = events[i - 1];
    const head = before?.caseId === event.caseId ? before.hash : "";
    return { ...event, link: linkOf(head, stored.get(event._id) ?? {}) };
  });
}

async function sharedOf(store: Store): Promise<SharedEvidence> {
  const { organisation } = (await currentRelease(store)).body;
  return {
    limits: new Map(organisation.quantities?.map(({ id, limit }) => [id, limit])),
    taken: await takenQuantities(store),
    rows: await store.of(ledgerCollection).find().lean<LedgerDoc[]>(),
  };
}

/** Reads what stands in line where cases are given to people, and what those people have. */
export async function givingOf(store: Store): Promise<GivingEvidence> {
  const { organisation } = (await currentRelease(store)).body;
  const queues = organisation.queues.filter(({ assign }) => assign !== undefined);
  const people = await activePeople(store);
  const held = await store
    .of(caseCollection)
    .aggregate<{ _id: string; n: number }>([
      { $match: { status: "open", assignee: { $ne: null } } },
      { $group: { _id: "$assignee", n: { $sum: 1 } } },
    ]);
  const ids = queues.map(({ id }) => id);
  return {
    capacities: new Map(queues.map(({ id, assign }) => [id, assign?.capacity ?? DEFAULT_CAPACITY])),
    staff: queues.flatMap((queue) =>
      people
        .filter((person) => mayBeGiven(organisation, queue, person))
        .map(({ _id: id, skills = [] }) => ({ id, queue: queue.id, skills })),
    ),
    line: await store
      .of(queueEntryCollection)
      .find({ queue: operator({ $in: ids }) })
      .lean<QueueEntryDoc[]>(),
    held: new Map(held.map(({ _id, n }) => [_id, n])),
  };
}

/** Workflows looked at side by side. */
const WIDTH = 6;

async function workflowsOf(client: Client): Promise<WorkflowEvidence[]> {
  const runs = new Map<string, WorkflowExecutionInfo[]>();
  for await (const run of client.workflow.list())
    runs.set(run.workflowId, [...(runs.get(run.workflowId) ?? []), run]);
  const waiting = [...runs];
  const found: WorkflowEvidence[] = [];
  const walk = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      found.push(await workflowOf(client, ...next));
  };
  await Promise.all(Array.from({ length: WIDTH }, walk));
  return found;
}

async function workflowOf(
  client: Client,
  id: string,
  runs: readonly WorkflowExecutionInfo[],
): Promise<WorkflowEvidence> {
  const histories = await Promise.all(
    runs.map(({ runId }) => client.workflow.getHandle(id, runId).fetchHistory()),
  );
  const common = {
    id,
    runs: runs.length,
    historyEvents: histories.reduce((sum, { events }) => sum + (events?.length ?? 0), 0),
    failedTasks: histories.flatMap(failedTasksOf),
    lateTasks: histories.flatMap(lateTasksOf),
  };
  const handle = client.workflow.getHandle(id);
  const { status } = await handle.describe();
  if (status.name === "COMPLETED") {
    const state = (await handle.result()) as CaseState;
    return { ...common, closed: true, state, uncommitted: 0, outstanding: 0, parked: null };
  }
  const view = await handle.query<CaseView>("view").catch(() => null);
  return {
    ...common,
    closed: status.name !== "RUNNING",
    state: view?.state ?? null,
    uncommitted: view?.uncommitted ?? 0,
    outstanding: view?.outstanding ?? 0,
    parked: view?.parked ?? null,
  };
}

function failedTasksOf({ events }: History): FailedTask[] {
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed, eventTime }) => {
    if (!failed) return [];
    return [
      { cause: failed.cause ?? 0, why: failed.failure?.message ?? "", at: instantOf(eventTime) },
    ];
  });
}

/** A task that takes longer from its schedule to its answer, milliseconds, is late. */
const LATE_MS = 2_000;

function lateTasksOf({ events }: History): LateTask[] {
  let scheduled = { from: 0, attempt: 1 };
  return (events ?? []).flatMap((event) => {
    const at = instantOf(event.eventTime);
    const { workflowTaskScheduledEventAttributes: given } = event;
    if (given) scheduled = { from: at, attempt: given.attempt ?? 1 };
    if (!event.workflowTaskCompletedEventAttributes) return [];
    const isLate = scheduled.attempt > 1 || at - scheduled.from > LATE_MS;
    return isLate ? [{ ...scheduled, to: at }] : [];
  });
}

function instantOf(time: NonNullable<History["events"]>[number]["eventTime"]): number {
  return Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1e6;
}
