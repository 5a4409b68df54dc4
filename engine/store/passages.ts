import { type ClientSession, Schema } from "mongoose";
import type { CaseState } from "../interpreter/state.js";
import type { Turn } from "../interpreter/turn.js";
import type { ClockLife } from "../sla/clock-life.js";
import type { CaseDoc, CaseStay } from "./cases.js";
import { usedStep } from "./clock-lives.js";
import { eventCollection, type EventDoc } from "./events.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A case that went by a transition, for the numbers on the map of its workflow: kept by `commit` alone, never changed. */
export type PassageDoc = {
  /** Case and turn. */
  _id: string;
  caseId: string;
  workflow: string;
  transition: string;
  /** The state that it was in, and the one it came to. */
  from: string;
  to: string;
  /** Where it was when it went. */
  queue: string;
  /** An exercise, counted apart. */
  drill: boolean;
  at: Date;
  /** How long it had been in its state, as `usedStep` of clock lives, by the clock on the wall; null where it stayed there. */
  usedStep: number | null;
  /** It left a state in which it broke a promise. */
  late: boolean;
};

const schema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  workflow: { type: String, required: true },
  transition: { type: String, required: true },
  from: { type: String, required: true },
  to: { type: String, required: true },
  queue: { type: String, required: true },
  drill: { type: Boolean, required: true },
  at: { type: Date, required: true },
  usedStep: { type: Number, default: null },
  late: { type: Boolean, required: true },
});
// The map reads nothing but this index.
schema.index({
  ...{ workflow: 1, drill: 1, at: 1 },
  ...{ queue: 1, from: 1, transition: 1, usedStep: 1, late: 1 },
});

export const passageCollection = collection<PassageDoc>(
  "passages",
  schema,
  nothingPersonal("case ids, names of states, transitions and queues, instants"),
);

/** A turn between the states before and after it, and the promises of its case that are open or ended since the last commit. */
type PassageStep = {
  readonly turn: Turn;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly lives: readonly ClockLife[];
};

/** Follows a case from turn to turn: by which transitions it went, and since when it is in its state. */
export async function passagesOf(store: Store, stored: CaseDoc | null, session: ClientSession) {
  let stay = stored === null ? null : (stored.stay ?? (await stayBefore(store, stored, session)));
  const rows: PassageDoc[] = [];
  return {
    follow: (step: PassageStep): void => {
      const { turn, before, after, lives } = step;
      const { at } = turn.event;
      const here = stay && { ...stay, late: stay.late || breaksIn(lives, stay.since, at) };
      // A case that is moved to another release enters nothing: it goes on being where it was.
      const enters =
        here === null || (after.entry !== before?.entry && turn.event.type !== "moved");
      const row = before && passageOf({ turn, before, after }, enters ? here : null);
      if (row) rows.push(row);
      stay = enters ? { since: new Date(at), late: false } : here;
    },
    rows: (): readonly PassageDoc[] => rows,
    stay: (): CaseStay | null => stay,
  };
}

/** Keeps passages. A turn that is stored again, because the log went back in time without them, takes the place of the one before. */
export async function storePassages(
  store: Store,
  rows: readonly PassageDoc[],
  session: ClientSession,
): Promise<void> {
  if (rows.length === 0) return;
  const writes = rows.map((row) => ({
    replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true },
  }));
  await store.of(passageCollection).bulkWrite(writes, { session });
}

/** A turn as a passage, out of the stay that it ends, if it ends one; null for one that takes no transition. */
function passageOf(
  { turn, before, after }: Omit<PassageStep, "lives"> & { readonly before: CaseState },
  left: CaseStay | null,
): PassageDoc | null {
  if (turn.transition === null) return null;
  return {
    _id: `${after.id}.${String(turn.turn)}`,
    caseId: after.id,
    workflow: after.workflow,
    transition: turn.transition,
    from: before.state,
    to: after.state,
    queue: before.queue,
    drill: after.drill === true,
    at: new Date(turn.event.at),
    usedStep: left && usedStep(turn.event.at - left.since.getTime()),
    late: left?.late ?? false,
  };
}

/** Whether a promise was due in a stay and not done. What was due is noted as broken only a turn later. */
function breaksIn(lives: readonly ClockLife[], since: Date, until: number): boolean {
  return lives.some(({ brokenAt, dueAt }) => {
    const at = brokenAt ?? dueAt;
    return at !== null && at >= since.getTime() && at <= until;
  });
}

/** Since when a case is in its state that was written by a version which did not keep it: its log says so. */
async function stayBefore(
  store: Store,
  { _id: caseId, state, turn, createdAt }: CaseDoc,
  session: ClientSession,
): Promise<CaseStay | null> {
  if (turn === 0) return null;
  const found = await store
    .of(eventCollection)
    .findOne({ caseId, turn: state.entry }, { at: 1 }, { session })
    .lean<Pick<EventDoc, "at">>();
  return { since: found?.at ?? createdAt, late: false };
}

/** Which passages are counted: of one workflow, in `[from, to)`, out of the queues that the caller may see. */
export type PassageScope = {
  readonly workflow: string;
  readonly from: Date;
  readonly to: Date;
  readonly queues: readonly string[] | "*";
};

/** How many went by a transition out of a state, were there so long before, and were late or not. */
export type PassageCount = Pick<PassageDoc, "from" | "transition" | "usedStep" | "late"> & {
  readonly n: number;
};

/** A count that takes longer than this is too large to be asked for while people work. */
const LIMIT_MS = 10_000;

/** Steps that are counted as one, so that there are few groups however many passages: lengths are told as less than the end of ten percent. */
const COARSE = 5;

/** Counts passages, from one index alone. Exercises are left out. */
export async function countPassages(
  store: Store,
  { workflow, from, to, queues }: PassageScope,
): Promise<readonly PassageCount[]> {
  const seen = queues === "*" ? {} : { queue: operator({ $in: [...queues] }) };
  const beyond = { $subtract: [COARSE, { $mod: ["$usedStep", COARSE] }] };
  const usedStep = { $add: ["$usedStep", beyond] };
  const key = { from: "$from", transition: "$transition", usedStep, late: "$late" };
  const found = await store
    .of(passageCollection)
    .aggregate<{ readonly _id: Omit<PassageCount, "n">; readonly n: number }>([
      { $match: { workflow, drill: false, at: { $gte: from, $lt: to }, ...seen } },
      { $group: { _id: key, n: { $sum: 1 } } },
    ])
    .option({ maxTimeMS: LIMIT_MS });
  return found.map(({ _id, n }) => ({ ..._id, n }));
}
