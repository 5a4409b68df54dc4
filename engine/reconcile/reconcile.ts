import type { Client } from "@temporalio/client";
import { caseNumberOf } from "../cases/case-id.js";
import { CASE_WORKFLOW } from "../cases/start.js";
import type { EffectTools } from "../effects/tools.js";
import {
  giveAgain,
  givenMessages,
  holdMessagesBack,
  raiseCaseNumber,
  raiseMessageNumber,
  type RestoredCase,
  restoredCases,
  settleHeldMessage,
} from "../store/after-restore.js";
import { caseDoc } from "../store/cases.js";
import { type CaseHistory, caseHistory } from "./case-history.js";
import { endOf, redo } from "./redo.js";
import { revive } from "./revive.js";

/** What reconciling did, by case id where it is about cases. */
export type Reconciled = {
  /** Messages that waited or were on their way, and are held back. */
  readonly held: number;
  /** Those of them of which Temporal knows how they ended. */
  readonly settled: number;
  /** Cases that had gone on in Temporal, with the turns that were written to MongoDB again. */
  readonly redone: ReadonlyMap<string, number>;
  /** Cases that had gone on in MongoDB, or were missing in Temporal, and go on from there. */
  readonly revived: readonly string[];
  /** Cases that were moved to a release younger than MongoDB's backup, with the turns that were lost: they go on from before it. */
  readonly setBack: ReadonlyMap<string, number>;
  /** Cases that began after MongoDB's backup: their keys are gone, and nobody can read them. They were ended. */
  readonly lost: readonly string[];
  /** Cases of which the two tell different stories, or a part is missing. Left as they are. */
  readonly disagreeing: readonly string[];
  /** Messages of patients that are given to their cases again. */
  readonly givenAgain: number;
  /** Case numbers had fallen behind and were raised. */
  readonly numbersRaised: boolean;
  /** Cases that were in agreement. */
  readonly agreed: number;
};

/** A run of a case as Temporal lists it. */
type Run = {
  readonly runId: string;
  readonly status: "running" | "terminated" | "over";
  readonly startedAt: number;
};

/**
 * Brings MongoDB and Temporal back to agreement after they were restored from backups of different moments. No worker and no API may
 * run meanwhile. Nothing is sent: what waited to be sent is held back for staff. Doing it twice changes nothing more.
 * @throws Unreadable other_data_key, and what the databases say
 */
export async function reconcile(tools: EffectTools): Promise<Reconciled> {
  const { store, cases, now } = tools;
  const { temporal } = cases;
  // First of all: from here on nothing can be sent, whatever comes after.
  const held = await holdMessagesBack(store, new Date(now()));
  const runs = await runsOf(temporal);
  const rows = new Map((await restoredCases(store)).map((row) => [row._id, row]));
  const done = {
    redone: new Map<string, number>(),
    setBack: new Map<string, number>(),
    ...{ revived: [] as string[], lost: [] as string[], disagreeing: [] as string[] },
    ...{ agreed: 0, settled: 0 },
  };
  for (const id of [...new Set([...rows.keys(), ...runs.keys()])].sort())
    await reconcileCase(tools, { id, row: rows.get(id), run: runs.get(id), held }, done);
  const number = Math.max(0, ...[...runs.keys()].map((id) => caseNumberOf(id) ?? 0));
  const numbersRaised = await raiseCaseNumber(store, number);
  const givenAgain = await reconcileMessages(tools);
  return { ...done, held: held.size, givenAgain, numbersRaised };
}

type Found = {
  readonly id: string;
  readonly row: RestoredCase | undefined;
  readonly run: Run | undefined;
  readonly held: ReadonlySet<string>;
};
type Done = {
  readonly redone: Map<string, number>;
  readonly setBack: Map<string, number>;
  readonly revived: string[];
  readonly lost: string[];
  readonly disagreeing: string[];
  agreed: number;
  settled: number;
};

async function reconcileCase(tools: EffectTools, { id, row, run, held }: Found, done: Done) {
  const { temporal } = tools.cases;
  if (row?.erasedAt || (row?.status === "closed" && !run)) {
    done.agreed += 1;
    return;
  }
  if (!run) {
    await revive(tools, id);
    done.revived.push(id);
    return;
  }
  const { runId, status } = run;
  const since = row?.turn ?? 0;
  const history = await caseHistory(temporal, { workflowId: id, runId, since });
  if (typeof history === "string") {
    if (status === "running") await end(temporal, id, "its key is not in the restored database");
    // One that was ended so before has been told of before.
    if (history === "destroyed" || status === "terminated") done.agreed += 1;
    else done.lost.push(id);
    return;
  }
  done.settled += await settleHeld(tools, id, { held, history });
  const stands = status !== "running" && row?.status === "open" && history.turn === since;
  if (history.turn < since || stands) {
    if (status === "running") await end(temporal, id, "goes on from a restored database");
    await revive(tools, id);
    done.revived.push(id);
    return;
  }
  const redone = await redo(tools, id, { history, stored: row });
  if (typeof redone === "string") {
    done.disagreeing.push(id);
    return;
  }
  const { written, unreleased } = redone;
  if (written > 0) done.redone.set(id, written);
  if (unreleased > 0) {
    if (status === "running") await end(temporal, id, "follows a release that is gone");
    await revive(tools, id);
    done.setBack.set(id, unreleased);
  }
  if (written + unreleased === 0) done.agreed += 1;
}

/** What Temporal knows of messages that are held back. */
async function settleHeld(
  { store }: EffectTools,
  caseId: string,
  { held, history }: { readonly held: ReadonlySet<string>; readonly history: CaseHistory },
): Promise<number> {
  let settled = 0;
  for (const [_id, answer] of history.deliveries) {
    const ended = endOf(answer);
    if (held.has(_id) && ended && (await settleHeldMessage(store, { _id, caseId }, ended)))
      settled += 1;
  }
  return settled;
}

async function end(temporal: Client, id: string, why: string): Promise<void> {
  await temporal.workflow.getHandle(id).terminate(why);
}

/** The last run of every case that Temporal knows. */
async function runsOf(temporal: Client): Promise<ReadonlyMap<string, Run>> {
  const runs = new Map<string, Run>();
  const query = `WorkflowType = '${CASE_WORKFLOW}'`;
  for await (const { workflowId, runId, status, startTime } of temporal.workflow.list({ query })) {
    const startedAt = startTime.getTime();
    if ((runs.get(workflowId)?.startedAt ?? -1) > startedAt) continue;
    runs.set(workflowId, { runId, status: statusOf(status.name), startedAt });
  }
  return runs;
}

function statusOf(name: string): Run["status"] {
  if (name === "RUNNING") return "running";
  return name === "TERMINATED" ? "terminated" : "over";
}

/**
 * Lets the numbers of conversations go on after what cases have seen, so that no new message is taken for a repeat, and gives messages
 * again whose case does not know them.
 */
async function reconcileMessages({ store }: EffectTools): Promise<number> {
  const seenBy = new Map<string, Readonly<Record<string, number>>>();
  for (const { _id, erasedAt } of await restoredCases(store)) {
    if (erasedAt) continue;
    const doc = await caseDoc(store, _id);
    if (!doc) continue;
    if (doc.status === "open") seenBy.set(_id, doc.state.seen);
    for (const [conversation, number] of Object.entries(doc.state.seen))
      await raiseMessageNumber(store, conversation, number);
  }
  const known = new Set((await restoredCases(store)).map(({ _id }) => _id));
  let given = 0;
  for (const message of await givenMessages(store)) {
    const { caseId, conversation, number } = message;
    if (caseId === null || conversation === null || number === null) continue;
    const seen = seenBy.get(caseId);
    const isMissing = seen ? number > (seen[conversation] ?? 0) : !known.has(caseId);
    if (!isMissing) continue;
    await giveAgain(store, message);
    given += 1;
  }
  return given;
}
