import { canonicalJson, contentHash } from "../../engine/definition/canonical.js";
import { applyPatch } from "../../engine/interpreter/patch.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { inboxId } from "../../engine/store/inbox.js";
import type { CaseDoc } from "../../engine/store/cases.js";
import type { EventDoc } from "../../engine/store/events.js";
import { around, wrongAnswers } from "./check-answers.js";
import { wrongGivings } from "./check-givings.js";
import { wrongQuantities } from "./check-quantities.js";
import { wrongStarts } from "./check-starts.js";
import type { Evidence, LinkedEvent } from "./evidence.js";
import { type Answered, type Asked, isNo, isYes } from "./ledger.js";

/** One broken promise. Ids and numbers only. */
export type Violation = {
  readonly invariant: `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;
  readonly what: string;
};

/** Counts everything against everything. Empty when every promise was kept. */
export function violations(evidence: Evidence): Violation[] {
  return [
    ...[...lostOrDoubledMessages(evidence)].map(as("I1")),
    ...[...lostOrDoubledActions(evidence)].map(as("I1")),
    ...[...doubledCases(evidence)].map(as("I1")),
    ...evidence.stuck.map(as("I1")),
    ...[...disagreements(evidence)].map(as("I2")),
    ...[...unsettledMessages(evidence)].map(as("I3")),
    ...[...doubledSends(evidence)].map(as("I4")),
    ...[...brokenLogs(evidence)].map(as("I5")),
    ...[...failedTasks(evidence)].map(as("I6")),
    ...[...disobedientReplays(evidence)].map(as("I6")),
    ...[...wrongQuantities(evidence)].map(as("I7")),
    ...[...wrongAnswers(evidence)].map(as("I8")),
    ...[...wrongStarts(evidence)].map(as("I9")),
    ...[...wrongGivings(evidence)].map(as("I10")),
  ];
}

/** What happened to one request, all its tries together. */
export type Request = { readonly asked: Asked; readonly answers: readonly Answered[] };

/** The ledger by request. */
export function requestsOf({ ledger }: Pick<Evidence, "ledger">): Request[] {
  const answers = grouped(
    ledger.filter((line) => line.kind === "answered"),
    ({ key }) => key,
  );
  return ledger
    .filter((line) => line.kind === "asked")
    .map((asked) => ({ asked, answers: answers.get(asked.key) ?? [] }));
}

/** I1: an SMS that was taken stands exactly once, on exactly one case; one that was not, at most once. */
function* lostOrDoubledMessages(evidence: Evidence) {
  const rows = new Map(evidence.inbox.map((row) => [row._id, row]));
  const kept = grouped(evidence.events.filter(keepsMessage), messageIn);
  const shown = grouped(
    evidence.messages.filter(({ direction }) => direction === "in"),
    ({ _id }) => _id,
  );
  for (const { asked, answers } of requestsOf(evidence)) {
    if (asked.what !== "sms") continue;
    const id = inboxId("sms", asked.key);
    const turns = kept.get(id)?.length ?? 0;
    const views = shown.get(id)?.length ?? 0;
    if (turns > 1 || views > 1) yield `message ${asked.key} stands ${turns} times`;
    if (!answers.some(isYes)) continue;
    if (turns === 0) yield `message ${asked.key} was taken and is on no case`;
    if (views === 0) yield `message ${asked.key} was taken and is not shown`;
    const row = rows.get(id);
    if (row?.state !== "done") yield `message ${asked.key} is ${row?.state ?? "gone"} in the inbox`;
    const [turn] = kept.get(id) ?? [];
    if (row && turn && row.caseId !== turn.caseId)
      yield `message ${asked.key} is bound to ${row.caseId ?? "nothing"} and stands on ${turn.caseId}`;
  }
}

function keepsMessage({ event, note }: EventDoc): boolean {
  if (event.type === "created") return event.message !== null;
  return event.type === "message_received" && note !== "repeated" && note !== "closed";
}

function messageIn({ event }: EventDoc): string {
  return "message" in event ? (event.message?.id ?? "") : "";
}

/** I1: an action that was answered made exactly the turn it was told; one that was refused made none. */
function* lostOrDoubledActions(evidence: Evidence) {
  const byRequest = grouped(
    evidence.events.filter(({ requestId }) => requestId !== null),
    ({ requestId }) => requestId ?? "",
  );
  for (const { asked, answers } of requestsOf(evidence)) {
    if (asked.what !== "act" && asked.what !== "next") continue;
    const turns = byRequest.get(evidence.requestIdOf(asked.key)) ?? [];
    const name = asked.what === "act" ? `${asked.action} on ${asked.caseId}` : "taking the next";
    const where = turns.map(({ _id }) => _id).join(", ");
    if (turns.length > 1) yield `${name} was done ${turns.length} times: ${where}`;
    const yes = answers.find(isYes);
    const no = answers.find((answer) => isNo(answer) && answer.code !== "not_found");
    const [turn] = turns;
    if (yes && !turn) yield `${name} was answered and left no turn`;
    if (yes && turn && (turn.caseId !== yes.caseId || turn.turn !== yes.turn))
      yield `${name} was told ${String(yes.caseId)}.${String(yes.turn)} and is ${turn._id}`;
    if (yes && turn && turn.note !== null) yield `${name} was answered and noted as ${turn.note}`;
    if (!yes && no && turn) yield `${name} was refused (${String(no.code)}) and done: ${where}`;
  }
}

/** I1: what was opened is there, and nobody has two tickets open at once. */
function* doubledCases(evidence: Evidence) {
  const ids = new Set(evidence.cases.map(({ _id }) => _id));
  for (const { asked, answers } of requestsOf(evidence)) {
    const yes = asked.what === "create" ? answers.find(isYes) : undefined;
    if (yes && !ids.has(yes.caseId ?? "")) yield `${String(yes.caseId)} was opened and is gone`;
  }
  const phones = new Set(requestsOf(evidence).flatMap(({ asked }) => phoneOf(asked)));
  const byCases = new Set(
    evidence.events.flatMap(({ caseId, event }) =>
      event.type === "created" && event.parent ? [caseId] : [],
    ),
  );
  const byPhone = grouped(
    evidence.cases.filter(({ _id }) => !byCases.has(_id)),
    ({ contact }) => evidence.phones.get(contact ?? "") ?? "",
  );
  const closedAt = closings(evidence);
  for (const [phone, cases] of byPhone) {
    if (!phones.has(phone)) yield `${cases.length} cases of nobody who asked`;
    const [first, ...later] = cases.toSorted((a, b) => +a.createdAt - +b.createdAt);
    let before = first;
    for (const next of later) {
      const closed = closedAt.get(before?._id ?? "");
      if (closed === undefined || closed > +next.createdAt)
        yield `${next._id} was opened while ${before?._id ?? ""} of the same patient was open`;
      before = next;
    }
  }
}

function phoneOf(asked: Asked): string[] {
  return asked.what === "sms" || asked.what === "create" ? [asked.phone] : [];
}

/** When each closed case closed, epoch milliseconds. */
function closings({ events, cases }: Evidence): ReadonlyMap<string, number> {
  const closed = new Set(cases.filter(({ status }) => status === "closed").map(({ _id }) => _id));
  const moves = events.filter(
    ({ transition, caseId }) => transition !== null && closed.has(caseId),
  );
  return new Map(moves.map(({ caseId, at }) => [caseId, +at]));
}

/** I2: row and workflow say the same, neither is without the other, and queues hold exactly who waits. */
function* disagreements({ cases, workflows, queued }: Evidence) {
  const rows = new Map(cases.map((row) => [row._id, row]));
  const running = new Map(workflows.map((workflow) => [workflow.id, workflow]));
  for (const { id } of workflows) if (!rows.has(id)) yield `workflow ${id} has no row`;
  for (const row of cases) {
    const workflow = running.get(row._id);
    if (!workflow) yield `${row._id} has no workflow`;
    else if (workflow.state === null) yield `workflow ${row._id} does not answer`;
    else if (canonicalJson(workflow.state) !== canonicalJson(row.state))
      yield `${row._id} is at turn ${row.turn} in the database and ${workflow.state.turn} in its workflow`;
    if (workflow && workflow.uncommitted > 0)
      yield `${row._id} holds ${workflow.uncommitted} turns back`;
    if (workflow && workflow.outstanding > 0)
      yield `${row._id} still has ${workflow.outstanding} effects to do`;
    if (workflow && workflow.closed !== (row.status === "closed"))
      yield `${row._id} is ${row.status} and its workflow ${workflow.closed ? "ended" : "runs"}`;
    if (row.parked !== null || workflow?.parked) yield `${row._id} is parked`;
    const waits = row.status === "open" && row.assignee === null ? 1 : 0;
    const entries = queued.filter((id) => id === row._id).length;
    if (entries !== waits) yield `${row._id} stands ${entries} times in a queue, not ${waits}`;
  }
}

const ENDED = new Set(["accepted", "sent", "delivered", "failed", "unknown", "suppressed"]);
const TAKEN = new Set(["accepted", "sent", "delivered"]);

/** I3: every message out has an end, be it `unknown`. */
function* unsettledMessages({ messages }: Evidence) {
  for (const { _id, direction, state } of messages)
    if (direction === "out" && !ENDED.has(state)) yield `message ${_id} is still ${state}`;
}

/** I4: the provider took no message twice, and what we believe of it is what it knows. */
function* doubledSends({ accepted, messages }: Evidence) {
  const taken = grouped(accepted, ({ attemptId }) => attemptId.replace(/\.\d+$/, ""));
  const out = new Map(
    messages.filter(({ direction }) => direction === "out").map((row) => [row._id, row]),
  );
  for (const [id, lines] of taken) {
    if (lines.length > 1) yield `message ${id} was sent ${lines.length} times`;
    if (!out.has(id)) yield `message ${id} was sent and we do not know it`;
  }
  for (const { _id, state } of out.values()) {
    const lines = taken.get(_id)?.length ?? 0;
    if (TAKEN.has(state) && lines === 0) yield `message ${_id} is ${state} and was never taken`;
    if ((state === "failed" || state === "suppressed") && lines > 0)
      yield `message ${_id} is ${state} and was taken`;
  }
}

/** I5: the log of every case is whole, unforged, and folds to its state. */
function* brokenLogs({ cases, events }: Evidence) {
  const logs = grouped(events, ({ caseId }) => caseId);
  const ids = new Set(cases.map(({ _id }) => _id));
  for (const caseId of logs.keys()) if (!ids.has(caseId)) yield `${caseId} has events and no row`;
  for (const row of cases) yield* brokenLog(row, logs.get(row._id) ?? []);
}

function* brokenLog(row: CaseDoc, log: readonly LinkedEvent[]) {
  let head = "";
  let state: CaseState | null = null;
  for (const [i, event] of log.entries()) {
    if (event.turn !== i + 1) {
      yield `${row._id} has turn ${event.turn} where ${i + 1} belongs`;
      return;
    }
    if (contentHash(bareTurn(event)) !== event.digest) yield `${event._id} was changed`;
    if (event.link !== event.hash) yield `${event._id} breaks the chain`;
    head = event.hash;
    state = applyPatch(state, event.patch);
  }
  if (log.length !== row.turn) yield `${row._id} is at turn ${row.turn} with ${log.length} events`;
  else if (head !== row.head) yield `${row._id} has another head than its log`;
  else if (canonicalJson(state) !== canonicalJson(row.state))
    yield `the log of ${row._id} does not fold to its state`;
}

/** The members that a turn's digest covers. */
function bareTurn({ turn, event, transition, note, patch, effects }: EventDoc): object {
  return { turn, event, transition, ...(note === null ? {} : { note }), patch, effects };
}

/** I6: no workflow disagreed with its history, and none failed a task but for want of its key. */
function* failedTasks({ workflows, faults }: Evidence) {
  for (const { id, failedTasks: failed } of workflows)
    for (const { cause, why, at } of failed) {
      const keyless =
        cause === BROKE && around(faults, at, at).some(({ part }) => part === "mongod");
      if (!keyless && !HARMLESS.has(cause))
        yield `workflow ${id} failed a task (cause ${cause}: ${why})`;
    }
}

/** I6: every history comes out again as it was recorded, so that a worker may lose any case from memory at any time. */
function* disobedientReplays({ replayed }: Evidence) {
  for (const { name, why } of replayed.broken)
    yield `the history of ${name} does not replay: ${why}`;
  for (const turn of replayed.changed) yield `turn ${turn} comes out otherwise when it is replayed`;
  for (const input of replayed.otherInputs) yield `not asked for when it is replayed: ${input}`;
}

/**
 * Something came in while a task was being answered (1), or its worker was gone (13): the server gives the task out again
 * by design. Disagreement with the history is 24.
 */
const HARMLESS: ReadonlySet<number> = new Set([1, 13]);

/** Workflow code threw, or the key of its case could not be read from a database that was down; then it is tried again. */
const BROKE = 14;

function as(invariant: Violation["invariant"]) {
  return (what: string): Violation => ({ invariant, what });
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
