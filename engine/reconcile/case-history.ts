import type { Client } from "@temporalio/client";
import { defaultPayloadConverter, type Payload } from "@temporalio/common";
import type { CommitBatch, DeliverAnswer } from "../../workflows/case/activities.js";
import type { CaseInput } from "../../workflows/case/messages.js";
import type { CaseState } from "../interpreter/state.js";
import type { Turn } from "../interpreter/turn.js";
import { Unreadable } from "../privacy/unreadable.js";

/** What the runs of a case tell of it: what it asked to be written, and how its deliveries ended. */
export type CaseHistory = {
  /** The last turn that the case is sure to have had. */
  readonly turn: number;
  /** Turns by number, from the one asked for on at least. */
  readonly turns: ReadonlyMap<number, Turn>;
  /** What the case follows after the last of them. */
  readonly release: number;
  readonly interpreter: number;
  /** The last answer to each delivery, by message. */
  readonly deliveries: ReadonlyMap<string, DeliverAnswer>;
};

/** The parts of one event that are read. */
type HistoryEvent = {
  readonly eventId?: { toString(): string } | null;
  readonly workflowExecutionStartedEventAttributes?: {
    readonly input?: Payloads;
    readonly continuedExecutionRunId?: string | null;
  } | null;
  readonly activityTaskScheduledEventAttributes?: {
    readonly activityType?: { readonly name?: string | null } | null;
    readonly input?: Payloads;
  } | null;
  readonly activityTaskCompletedEventAttributes?: {
    readonly scheduledEventId?: { toString(): string } | null;
    readonly result?: Payloads;
  } | null;
};
type Payloads = { readonly payloads?: Payload[] | null } | null;

/**
 * Reads what a case did from its histories, back to the run in which the turn after `since` came up.
 * @returns `missing` when its key is not in this database: nobody can read it any more. `destroyed` when it was erased
 * @throws Unreadable other_data_key, and what Temporal says
 */
export async function caseHistory(
  temporal: Client,
  { workflowId, runId, since }: { workflowId: string; runId: string; since: number },
): Promise<CaseHistory | "missing" | "destroyed"> {
  const read = readerOf(temporal, workflowId);
  const found = { turn: 0, release: 0, interpreter: 0 };
  const turns = new Map<number, Turn>();
  const deliveries = new Map<string, DeliverAnswer>();
  // What a run says of turns that were written after it is told by the next one, which may have forgotten them.
  let upTo = Infinity;
  try {
    for (let run: string | null = runId; run !== null;) {
      const history = await temporal.workflow.getHandle(workflowId, run).fetchHistory();
      const events = (history.events ?? []) as readonly HistoryEvent[];
      const told = await readRun(read, events);
      const own = told.turns.filter(({ turn }) => turn <= upTo);
      for (const turn of own) turns.set(turn.turn, turn);
      for (const [id, answer] of told.deliveries)
        if (!deliveries.has(id)) deliveries.set(id, answer);
      found.turn = Math.max(found.turn, told.from, ...own.map(({ turn }) => turn));
      if (found.release === 0) Object.assign(found, { ...told.input });
      upTo = told.from;
      run = told.from > since ? told.before : null;
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    if (error.reason === "missing" || error.reason === "destroyed") return error.reason;
    throw error;
  }
  return { ...found, turns, deliveries };
}

type Read = (payloads: Payloads | undefined) => Promise<unknown>;

function readerOf(temporal: Client, workflowId: string): Read {
  const { payloadCodecs } = temporal.options.loadedDataConverter;
  const { namespace } = temporal.options;
  return async (sealed) => {
    let payloads = [...(sealed?.payloads ?? [])];
    for (const codec of payloadCodecs.toReversed())
      payloads = await codec.decode(payloads, { type: "workflow", namespace, workflowId });
    const [first] = payloads;
    return first ? defaultPayloadConverter.fromPayload(first) : undefined;
  };
}

type Told = {
  readonly turns: readonly Turn[];
  readonly deliveries: ReadonlyMap<string, DeliverAnswer>;
  /** The turn with which the run began; 0 for the first. */
  readonly from: number;
  /** The run before it. */
  readonly before: string | null;
  readonly input: Pick<CaseInput, "release" | "interpreter">;
};

async function readRun(read: Read, events: readonly HistoryEvent[]): Promise<Told> {
  const [start] = events;
  const started = start?.workflowExecutionStartedEventAttributes;
  const { release, interpreter, snapshot } = (await read(started?.input)) as CaseInput;
  const turns = new Map((snapshot?.log ?? []).map((turn) => [turn.turn, turn]));
  const asked = new Map<string, string>();
  const reloads = new Set<string>();
  const deliveries = new Map<string, DeliverAnswer>();
  for (const event of events) {
    const scheduled = event.activityTaskScheduledEventAttributes;
    const name = scheduled?.activityType?.name;
    if (name === "commit")
      for (const turn of ((await read(scheduled?.input)) as CommitBatch).turns)
        turns.set(turn.turn, turn);
    if (name === "stored") reloads.add(String(event.eventId));
    if (name === "deliver") {
      const { messageId } = (await read(scheduled?.input)) as { readonly messageId: string };
      asked.set(String(event.eventId), messageId);
    }
    const completed = event.activityTaskCompletedEventAttributes;
    const answered = String(completed?.scheduledEventId);
    if (reloads.has(answered)) forget(turns, (await read(completed?.result)) as CaseState | null);
    const message = asked.get(answered);
    if (message !== undefined)
      deliveries.set(message, (await read(completed?.result)) as DeliverAnswer);
  }
  const before = started?.continuedExecutionRunId;
  const inOrder = [...turns.values()].sort((a, b) => a.turn - b.turn);
  const moved = inOrder.findLast(({ event }) => event.type === "moved")?.event;
  const last = moved?.type === "moved" ? moved.to.release : release;
  return {
    ...{ turns: inOrder, deliveries, input: { release: last, interpreter } },
    from: snapshot ? snapshot.state.turn - snapshot.log.length : 0,
    before: before === undefined || before === "" ? null : before,
  };
}

/** Takes out what a case has forgotten when it was repaired by what the store had of it. */
function forget(turns: Map<number, Turn>, stored: CaseState | null): void {
  if (stored === null) return;
  for (const turn of turns.keys()) if (turn > stored.turn) turns.delete(turn);
}
