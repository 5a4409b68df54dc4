import { makeBell } from "../bell.js";
import { CasewrightError } from "../protocol/errors.js";
import { leaseConversation, releaseConversation } from "../store/conversations.js";
import { isStoreDown } from "../store/down.js";
import {
  dueInbound,
  dueUrgent,
  type InboxDoc,
  rowsToDrain,
  updateInbound,
  watchInbox,
} from "../store/inbox.js";
import { handleInbound, senderOf } from "./handle.js";
import { inSpan } from "../tracing/span.js";
import { setAside } from "./set-aside.js";
import type { InboundTools } from "./tools.js";

/**
 * Two lines that are drained side by side, in every worker: urgent rows with what their senders sent before, and everything.
 * So what is urgent waits for no sweep of the others, and however much is urgent, the others go on.
 */
const LINES = { urgent: dueUrgent, all: dueInbound } as const;
type Line = keyof typeof LINES;

/** Rows taken in one sweep. */
const SWEEP = 100;
/** Conversations drained side by side in each line. */
const SIDE_BY_SIDE = 8;
/** Time a conversation's lease holds; far above what a row takes. */
const LEASE_MS = 30_000;
/** Longest time between two sweeps; new rows wake the drain at once. */
const SWEEP_EVERY_MS = 1_000;
/** Errors of the same row before it is set aside for a person to look at. Outages do not count. */
const MAX_TRIES = 5;

/** A running drain. */
export type Drain = { stop(): Promise<void> };

/**
 * Starts handing inbox rows to their cases until stopped: urgent ones first, the others oldest first, always in order within
 * each conversation.
 */
export function startDrain(tools: InboundTools): Drain {
  const bells = { urgent: makeBell(), all: makeBell() };
  const each = Object.values(bells);
  const watch = watchInbox(tools.effects.store, () => {
    for (const bell of each) bell.ring();
  });
  const running = [run("urgent"), run("all")];
  return {
    stop: async () => {
      for (const bell of each) bell.end();
      await watch.close();
      await Promise.all(running);
    },
  };

  async function run(line: Line): Promise<void> {
    const bell = bells[line];
    while (!bell.ended()) {
      const taken = await sweep(tools, line).catch((error: unknown) => {
        tools.effects.log.warn({ line, code: nameOf(error) }, "inbox sweep failed");
        return 0;
      });
      if (taken < SWEEP) await bell.wait(SWEEP_EVERY_MS);
    }
  }
}

/** Handles what is due in a line now, once. Returns how many rows were looked at. */
export async function sweep(tools: InboundTools, line: Line = "all"): Promise<number> {
  const { store, now } = tools.effects;
  const rows = await LINES[line](store, new Date(now()), SWEEP);
  const groups = bySender(rows);
  const next = async (): Promise<void> => {
    for (let group = groups.shift(); group; group = groups.shift()) await drainSender(tools, group);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  return rows.length;
}

function bySender(rows: readonly InboxDoc[]): InboxDoc[][] {
  const groups = new Map<string, InboxDoc[]>();
  for (const row of rows) {
    const key = `${row.endpoint} ${row.from}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/**
 * Handles the rows of one sender in order and stops at the first that fails. A row that has its number goes before all
 * that have none, and while one of them waits for its next try nobody overtakes it: the case would take it for a repeat.
 */
async function drainSender(tools: InboundTools, rows: readonly InboxDoc[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { store, now } = tools.effects;
  const holder = `${tools.holder}/${tools.newId()}`;
  let row = first;
  let leased: string | null = null;
  try {
    const { conversation } = await senderOf(tools, first);
    const lease = { holder, now: new Date(now()), until: new Date(now() + LEASE_MS) };
    if (!(await leaseConversation(store, conversation._id, lease))) return;
    leased = conversation._id;
    // Read again under the lease: whoever held it before may have taken some of them, or put them off.
    const ids = rows.map(({ _id }) => _id);
    const looked = { ids, now: new Date(now()) };
    const { numbered, fresh } = await rowsToDrain(store, conversation._id, looked);
    const blocked = numbered.some(({ notBefore }) => notBefore.getTime() > now());
    for (row of blocked ? [] : [...numbered, ...fresh]) await traced(tools, row);
  } catch (error) {
    await setBack(tools, row, error);
  }
  // A lease that cannot be given back ends by itself.
  if (leased !== null) await releaseConversation(store, leased, holder).catch(() => undefined);
}

/** Takes one row as far as it goes, as a step of the trace that took it in. */
async function traced(tools: InboundTools, row: InboxDoc): Promise<void> {
  const facts = { "casewright.endpoint": row.endpoint };
  await inSpan("hand over", { facts, parent: row.trace }, async () =>
    handleInbound(tools, row, await senderOf(tools, row)),
  );
}

async function setBack(tools: InboundTools, row: InboxDoc, error: unknown): Promise<void> {
  const { store, now, log } = tools.effects;
  const outage =
    isStoreDown(error) || (error instanceof CasewrightError && error.code === "unavailable");
  const tries = row.tries + (outage ? 0 : 1);
  const dead = tries >= MAX_TRIES;
  log.warn({ inbox: row._id, code: nameOf(error), tries, dead }, "inbound message set back");
  const notBefore = new Date(now() + Math.min(60_000, 1_000 * 2 ** tries));
  const why = nameOf(error);
  const noted = dead
    ? setAside(tools.effects, row, { tries, why, at: new Date(now()) })
    : updateInbound(store, row._id, { tries, notBefore });
  await noted.catch((failure: unknown) => {
    log.warn({ inbox: row._id, code: nameOf(failure), dead }, "could not be noted or told");
  });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
