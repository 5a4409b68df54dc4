import type { ClientSession } from "mongoose";
import { isDeepStrictEqual } from "node:util";
import { applyPatch } from "../interpreter/patch.js";
import type { CaseEvent } from "../interpreter/event.js";
import type { CaseState } from "../interpreter/state.js";
import type { Turn } from "../interpreter/turn.js";
import { type ClockLife, livesAfter, type LifeStep, type LifeWorld } from "../sla/clock-life.js";
import { writeAlerts } from "./alerts.js";
import { keepOpeningFiles } from "./attachments.js";
import { dueMembers } from "./due-order.js";
import { writeLives } from "./clock-lives.js";
import { caseCollection, caseDoc, type CaseDoc, type CaseMove, type CaseStay } from "./cases.js";
import { digestsOf, eventCollection, type EventDoc } from "./events.js";
import { followMessage } from "./follow-message.js";
import { passagesOf, storePassages } from "./passages.js";
import { insertMessages, type MessageDoc } from "./messages.js";
import { type Placing, placeInQueue } from "./queue-entries.js";
import { linkOf } from "./chain.js";
import { sealedDocument } from "./sealing/hooks.js";
import type { Store } from "./store.js";

/** Turns to write, in order, all of one case. */
export type CommitRequest = {
  readonly caseId: string;
  readonly release: number;
  readonly interpreter: number;
  readonly turns: readonly Turn[];
  /** Where a case belongs in its queue. */
  placingOf(state: CaseState): Placing;
  /** The clocks of the case's workflow, and how they count. */
  clocksOf(state: CaseState): LifeWorld;
  /** What a case is listed and counted by; empty where its workflow has no facets. */
  facetsOf(state: CaseState): readonly string[];
  /** Messages that a turn brings along, in or out; called once for each turn that is new. */
  messagesOf(turn: Turn, state: CaseState, session: ClientSession): Promise<readonly MessageDoc[]>;
};

/** A log that does not fit what is stored: `fork` when a stored turn differs, `gap` when one is missing. */
export class CommitConflict extends Error {
  readonly kind: "fork" | "gap";
  constructor(kind: "fork" | "gap", turn: number) {
    super(`${kind} at turn ${String(turn)}`);
    this.name = "CommitConflict";
    this.kind = kind;
  }
}

/**
 * Writes turns of a case in one transaction: projection, event rows with patch and hash, messages, queue entry.
 *
 * Idempotent per turn (rule of durability 1): a turn that is present must have the same digest, the first new one must be
 * the projection's plus one. Nobody else writes case data.
 *
 * @returns how many turns were new
 * @throws CommitConflict when the log forks or has a gap; nothing is written then
 */
export async function commitTurns(store: Store, request: CommitRequest): Promise<number> {
  return store.transaction(async (session) => {
    const stored = await caseDoc(store, request.caseId, session);
    const turn = stored?.turn ?? 0;
    await refuseFork(store, request, turn, session);
    const fresh = request.turns.filter((candidate) => candidate.turn > turn);
    const [first] = fresh;
    if (first === undefined) return 0;
    if (first.turn !== turn + 1) throw new CommitConflict("gap", first.turn);
    await writeTurns(store, request, { stored, fresh, session });
    return fresh.length;
  });
}

async function refuseFork(
  store: Store,
  { caseId, turns }: CommitRequest,
  stored: number,
  session: ClientSession,
): Promise<void> {
  const present = turns.filter((turn) => turn.turn <= stored);
  if (present.length === 0) return;
  const digests = await digestsOf(
    store,
    caseId,
    present.map((turn) => turn.turn),
    session,
  );
  const differs = present.find((turn) => digests.get(turn.turn) !== turn.digest);
  if (differs) throw new CommitConflict("fork", differs.turn);
}

type Fresh = {
  readonly stored: CaseDoc | null;
  readonly fresh: readonly Turn[];
  readonly session: ClientSession;
};

async function writeTurns(
  store: Store,
  request: CommitRequest,
  { stored, fresh, session }: Fresh,
): Promise<void> {
  let state = stored !== null && stored.turn > 0 ? stored.state : null;
  let head = stored?.head ?? "";
  const lives = livesOf(stored?.lives ?? []);
  const passages = await passagesOf(store, stored, session);
  const rows: EventDoc[] = [];
  const messages: MessageDoc[] = [];
  for (const turn of fresh) {
    const after = applyPatch(state, turn.patch);
    const row = await chained(store, head, rowOf(turn, state, after));
    rows.push(row);
    messages.push(...(await request.messagesOf(turn, after, session)));
    await followMessage(store, { turn, caseId: request.caseId }, session);
    if (turn.event.type === "created" && turn.event.files !== undefined)
      await keepOpeningFiles(store, request.caseId, session);
    await writeAlerts(store, { turn, before: state, after }, session);
    const facets = request.facetsOf(after);
    lives.follow(stepOf(turn, { before: state, after, facets }), request.clocksOf(after));
    passages.follow({ turn, before: state, after, lives: lives.all() });
    [state, head] = [after, row.hash];
  }
  if (state === null) return;
  // Rows are made here, member by member: nothing is left to cast or to fill in.
  await store.of(eventCollection).insertMany(rows, { session, lean: true });
  await storePassages(store, passages.rows(), session);
  await insertMessages(store, messages, session);
  const placing = request.placingOf(state);
  await placeInQueue(store, state, placing, session);
  await writeLives(store, state, lives.changed(), session);
  const { rank } = placing;
  const moves = [...(stored?.moves ?? []), ...movesIn(fresh)];
  await writeProjection(store, {
    ...{ request, state, head, rank, moves, session },
    lives: lives.open(),
    stay: passages.stay(),
    hadFacets: stored?.facets !== undefined,
  });
}

function stepOf(
  { transition, event }: Turn,
  { facets, ...states }: Required<Pick<LifeStep, "before" | "after" | "facets">>,
): LifeStep {
  return {
    transition,
    ...states,
    ...(facets.length === 0 ? {} : { facets }),
    ...(event.type === "moved" ? { moved: true } : {}),
  };
}

/** Where a case came from in these turns, if it was moved. */
function movesIn(turns: readonly Turn[]): readonly CaseMove[] {
  return turns.flatMap(({ turn, event }) =>
    event.type === "moved" ? [{ turn, from: event.from.release }] : [],
  );
}

/** The lives of a case's promises, from turn to turn, and which of them the turns have changed. */
function livesOf(stored: readonly ClockLife[]) {
  let open = stored;
  const ended: ClockLife[] = [];
  return {
    follow: (step: LifeStep, world: LifeWorld): void => {
      const after = livesAfter(open, step, world);
      ended.push(...after.ended);
      open = after.open;
    },
    open: () => open,
    all: () => [...ended, ...open],
    changed: () => [
      ...ended,
      ...open.filter((life) => !stored.some((before) => isDeepStrictEqual(before, life))),
    ],
  };
}

/** A row as MongoDB gets it: sealed, and with its link, which goes over what is stored. */
async function chained(store: Store, head: string, row: Omit<EventDoc, "hash">): Promise<EventDoc> {
  const sealed = await sealedDocument(store, eventCollection, row);
  return { ...sealed, hash: linkOf(head, sealed) };
}

function rowOf(turn: Turn, before: CaseState | null, after: CaseState): Omit<EventDoc, "hash"> {
  const { event } = turn;
  return {
    _id: `${after.id}.${String(turn.turn)}`,
    caseId: after.id,
    turn: turn.turn,
    type: event.type,
    at: new Date(event.at),
    actor: "actor" in event ? event.actor.id : null,
    requestId: requestOf(event),
    event,
    transition: turn.transition,
    note: turn.note ?? null,
    patch: turn.patch,
    effects: turn.effects,
    digest: turn.digest,
    workflow: after.workflow,
    state: after.state,
    queue: after.queue,
    oldQueue: before?.queue ?? null,
  };
}

/** The request of a person that a turn answers, for those whose repeats are looked up in the log. */
function requestOf(event: CaseEvent): string | null {
  const isLookedUp =
    event.type === "acted" ||
    event.type === "message_resent" ||
    event.type === "moved" ||
    event.type === "skipped";
  return isLookedUp ? event.requestId : null;
}

type Projection = {
  readonly request: CommitRequest;
  readonly state: CaseState;
  readonly head: string;
  readonly rank: number;
  readonly lives: readonly ClockLife[];
  readonly stay: CaseStay | null;
  readonly moves: readonly CaseMove[];
  /** It was listed by facets before, which its workflow may no longer have. */
  readonly hadFacets: boolean;
  readonly session: ClientSession;
};

async function writeProjection(store: Store, projection: Projection): Promise<void> {
  const { request, state, head, rank, lives, stay, moves, hadFacets, session } = projection;
  const facets = request.facetsOf(state);
  const members = {
    workflow: state.workflow,
    release: request.release,
    interpreter: request.interpreter,
    turn: state.turn,
    state,
    stateId: state.state,
    status: state.status,
    priority: state.priority,
    rank,
    queue: state.queue,
    assignee: state.assignee,
    ...(facets.length === 0 && !hadFacets ? {} : { facets }),
    contact: state.contact?.id ?? null,
    createdAt: new Date(state.createdAt),
    updatedAt: new Date(state.updatedAt),
    lives,
    ...dueMembers(lives),
    ...(stay === null ? {} : { stay }),
    ...(moves.length === 0 ? {} : { moves }),
    head,
  };
  await store
    .of(caseCollection)
    .updateOne(
      { _id: state.id },
      { $set: members, $setOnInsert: { parked: null } },
      { upsert: true, session },
    );
}
