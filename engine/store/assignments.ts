import { type ClientSession, Schema } from "mongoose";
import type { WhyAssigned, WhyNobody } from "../interpreter/event.js";
import { type QueueEntryDoc, queueEntryCollection } from "./queue-entries.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { caseCollection } from "./cases.js";
import { collection, operator, type Store } from "./store.js";

/**
 * What makes choosing a person exact. One document for each queue counts what it has given and when to whom; one for each
 * person is written whenever they are given something, so that two who give to the same person at once collide.
 */
export type AssignmentCountDoc = {
  /** `queue:<id>` or `person:<id>`. */
  _id: string;
  given: number;
  /** Of a queue: its count when each person was last given a case. */
  last: { readonly [person: string]: number };
};

const schema = new Schema({
  _id: { type: String, required: true },
  given: { type: Number, required: true },
  last: { type: Schema.Types.Mixed, default: {} },
});

export const assignmentCountCollection = collection<AssignmentCountDoc>(
  "assignment_counts",
  schema,
  nothingPersonal("how many cases queues and staff were given"),
);

/** States of workflows in which a case needs nobody's work and fills nobody's capacity. */
export type Resting = readonly { readonly workflow: string; readonly states: readonly string[] }[];

/** What is chosen for an entry; nobody when `person` is null. */
type Chosen =
  | { readonly person: string; readonly why: WhyAssigned }
  | { readonly person: null; readonly why: WhyNobody };

/** A line of a queue whose first entry is to be given away. */
export type GiveRequest = {
  readonly queue: string;
  readonly lane: string;
  readonly at: Date;
  /** Ids of all whom the queue may give to. */
  readonly people: readonly string[];
  readonly resting: Resting;
  /** Chooses by the load of each person and when the queue last gave to them; may be called more than once. */
  choose(loads: ReadonlyMap<string, number>, last: ReadonlyMap<string, number>): Chosen;
};

/** What became of a {@link GiveRequest}. */
export type GiveAnswer =
  | { readonly kind: "given"; readonly entry: QueueEntryDoc }
  | { readonly kind: "nobody"; readonly why: WhyNobody }
  | { readonly kind: "empty" };

/** Time until a case that has not answered is told again, the first time. */
const TELL_AGAIN_MS = 3_000;

/** Longest time between two tellings. */
const TELL_AT_MOST_MS = 3_600_000;

/** Time for which nobody takes an entry by hand that has been given away. */
const LEASE_MS = 15_000;

/**
 * Gives the first entry of a line to a person, in one transaction: who is free is counted in it, and it writes what any other
 * that gives to the same person, or from the same queue, writes too. So nobody is given more than they can take, and turns are
 * kept, however many do this at once.
 */
export async function giveFirst(store: Store, request: GiveRequest): Promise<GiveAnswer> {
  const { queue, lane, at } = request;
  return store.transaction(async (session): Promise<GiveAnswer> => {
    const entry = await firstIn(store, { queue, lane, at }, session);
    if (!entry) return { kind: "empty" };
    const chosen = request.choose(
      await loadsOf(store, request, session),
      await lastOf(store, queue, session),
    );
    if (chosen.person === null) return { kind: "nobody", why: chosen.why };
    const { person, why } = chosen;
    await count(store, { queue, person }, session);
    const given = { person, why, at, tellAt: after(at, TELL_AGAIN_MS) };
    const claim = { requestId: `given/${entry._id}`, until: after(at, LEASE_MS) };
    const members = { given, isGiven: true, claim };
    await store
      .of(queueEntryCollection)
      .updateOne({ _id: entry._id }, { $set: members }, { session });
    return { kind: "given", entry: { ...entry, ...members } };
  });
}

/** The lines of a queue in which somebody waits to be given away. Costs by the number of lines, however long they are. */
export async function waitingLanes(store: Store, queue: string): Promise<string[]> {
  return store
    .of(queueEntryCollection)
    .distinct("lane", { queue, isGiven: false, lane: operator({ $gte: "" }) });
}

/** Where in line something is looked for. */
type InLine = { readonly queue: string; readonly lane: string; readonly at: Date };

/** The entry of a line that comes first, of those that nobody is taking by hand. */
export async function firstIn(
  store: Store,
  { queue, lane, at }: InLine,
  session?: ClientSession,
): Promise<QueueEntryDoc | null> {
  return store
    .of(queueEntryCollection)
    .findOne(
      {
        queue,
        isGiven: false,
        lane,
        $or: [{ claim: null }, { "claim.until": operator({ $lt: at }) }],
      },
      null,
      session ? { session } : {},
    )
    .sort({ rank: 1, joinedAt: 1, _id: 1 })
    .lean<QueueEntryDoc>();
}

/** Notes for entries of a line that nobody is free for them, each once; answers up to a hundred that were not noted before. */
export async function noteNobody(
  store: Store,
  { queue, lane, at }: InLine,
  why: WhyNobody,
): Promise<QueueEntryDoc[]> {
  const model = store.of(queueEntryCollection);
  const fresh = await model
    .find({ queue, isUnattended: false, lane, isGiven: false })
    .limit(100)
    .lean<QueueEntryDoc[]>();
  const nobody = { why, tellAt: after(at, TELL_AGAIN_MS) };
  const members = { isUnattended: true, nobody };
  const noted: QueueEntryDoc[] = [];
  for (const entry of fresh) {
    const free = { _id: entry._id, isUnattended: false, isGiven: false };
    const written = await model.updateOne(free, { $set: members });
    if (written.modifiedCount === 1) noted.push({ ...entry, ...members });
  }
  return noted;
}

/**
 * Entries whose cases have not written what they were told, for whoever asks first; each is put off on the way, for longer
 * and longer.
 */
export async function dueToTell(store: Store, at: Date): Promise<QueueEntryDoc[]> {
  const model = store.of(queueEntryCollection);
  const due = operator({ $lte: at });
  const found = await model
    .find({ $or: [{ "given.tellAt": due }, { "nobody.tellAt": due }] })
    .limit(100)
    .lean<QueueEntryDoc[]>();
  const mine: QueueEntryDoc[] = [];
  for (const entry of found) {
    const { _id, given, joinedAt } = entry;
    const which = given === null ? "nobody.tellAt" : "given.tellAt";
    const waited = at.getTime() - (given?.at ?? joinedAt).getTime();
    const next = after(at, Math.min(TELL_AT_MOST_MS, Math.max(TELL_AGAIN_MS, waited)));
    const won = await model.updateOne({ _id, [which]: due }, { $set: { [which]: next } });
    if (won.modifiedCount === 1) mine.push(entry);
  }
  return mine;
}

/** How many cases each person works on: open ones that are theirs and need work, and those just given to them. */
export async function loadsOf(
  store: Store,
  { people, resting }: Pick<GiveRequest, "people" | "resting">,
  session?: ClientSession,
): Promise<ReadonlyMap<string, number>> {
  const options = session ? { session } : {};
  const theirs = { $in: [...people] };
  const rest = resting.map(({ workflow, states }) => ({ workflow, stateId: { $in: [...states] } }));
  const cases = { assignee: theirs, status: "open", ...(rest.length > 0 ? { $nor: rest } : {}) };
  const own = await store
    .of(caseCollection)
    .aggregate<Count>(
      [{ $match: cases }, { $group: { _id: "$assignee", n: { $sum: 1 } } }],
      options,
    );
  const given = await store
    .of(queueEntryCollection)
    .aggregate<Count>(
      [
        { $match: { "given.person": theirs } },
        { $group: { _id: "$given.person", n: { $sum: 1 } } },
      ],
      options,
    );
  const loads = new Map<string, number>();
  for (const { _id, n } of [...own, ...given]) loads.set(_id, (loads.get(_id) ?? 0) + n);
  return loads;
}

type Count = { readonly _id: string; readonly n: number };

async function lastOf(
  store: Store,
  queue: string,
  session: ClientSession,
): Promise<ReadonlyMap<string, number>> {
  const found = await store
    .of(assignmentCountCollection)
    .findById(`queue:${queue}`, null, { session })
    .lean<AssignmentCountDoc>();
  return new Map(Object.entries(found?.last ?? {}));
}

/** Counts what a queue gives and what a person is given; both writes make transactions at the same moment collide. */
async function count(
  store: Store,
  { queue, person }: { readonly queue: string; readonly person: string },
  session: ClientSession,
): Promise<void> {
  const model = store.of(assignmentCountCollection);
  const one = { $inc: { given: 1 } };
  const options = { upsert: true, session } as const;
  const ofQueue = await model
    .findOneAndUpdate({ _id: `queue:${queue}` }, one, { ...options, returnDocument: "after" })
    .lean<AssignmentCountDoc>();
  const last = { [`last.${person}`]: ofQueue.given };
  await model.updateOne({ _id: `queue:${queue}` }, { $set: last }, { session });
  await model.updateOne({ _id: `person:${person}` }, one, options);
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
