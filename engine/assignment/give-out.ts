import { type Assign, DEFAULT_CAPACITY } from "../definition/assign.js";
import type { Queue } from "../definition/organisation.js";
import type { ReleaseBody } from "../definition/release.js";
import { mayBeGiven } from "../definition/takers.js";
import { dueToTell, firstIn, giveFirst, noteNobody, waitingLanes } from "../store/assignments.js";
import { needsOf, type QueueEntryDoc } from "../store/queue-entries.js";
import { currentRelease } from "../store/releases.js";
import { activePeople, type UserDoc } from "../store/users.js";
import { choose, type Standing } from "./choose.js";
import { dutyAt, type OnDuty } from "./duty.js";
import { restingStates } from "./resting.js";
import { tell } from "./tell.js";
import type { AssignmentTools } from "./tools.js";

/** A queue that gives its cases to people. */
type Giving = Queue & { readonly assign: Assign };

/** A line of such a queue, with the entry at its head. */
type Line = { readonly queue: Giving; readonly lane: string; readonly head: QueueEntryDoc };

/** Everybody who works here, with what matters here. */
type Staff = readonly { readonly user: UserDoc; readonly onDuty: OnDuty }[];

/**
 * Gives out everything that can be given out now, and tells cases again that have not answered. Among all lines of all queues
 * the most urgent head comes first, then the oldest. It costs by the number of lines and of cases given, not by that of
 * cases that wait.
 *
 * @returns the instant (epoch milliseconds) at which somebody comes whom a waiting case may be given to; null for none
 */
export async function giveOut(tools: AssignmentTools): Promise<number | null> {
  const { store, now } = tools.effects;
  for (const entry of await dueToTell(store, new Date(now()))) await tell(tools, entry);
  const { body } = await currentRelease(store);
  const lines = await linesOf(tools, body.organisation.queues.filter(gives));
  if (lines.length === 0) return null;
  const dutyOf = dutyAt(body.calendars ?? [], now());
  const staff = (await activePeople(store)).map((user) => ({ user, onDuty: dutyOf(user) }));
  await emptyLines(tools, { body, staff }, lines);
  const coming = staff.map(({ onDuty }) => onDuty.until).filter((at) => at !== null);
  return coming.length === 0 ? null : Math.min(...coming);
}

function gives(queue: Queue): queue is Giving {
  return queue.assign !== undefined;
}

async function linesOf(tools: AssignmentTools, queues: readonly Giving[]): Promise<Line[]> {
  const { store } = tools.effects;
  const lanes = queues.map(async (queue) =>
    (await waitingLanes(store, queue.id)).map((lane) => ({ queue, lane })),
  );
  const lines = (await Promise.all(lanes)).flat().map((line) => withHead(tools, line));
  return (await Promise.all(lines)).flatMap((line) => line ?? []);
}

async function withHead(
  { effects: { store, now } }: AssignmentTools,
  { queue, lane }: Omit<Line, "head">,
): Promise<Line | null> {
  const head = await firstIn(store, { queue: queue.id, lane, at: new Date(now()) });
  return head === null ? null : { queue, lane, head };
}

/** What is known for one round. */
type Round = { readonly body: ReleaseBody; readonly staff: Staff };

/** Gives heads away until every line is empty or has nobody. */
async function emptyLines(
  tools: AssignmentTools,
  round: Round,
  lines: readonly Line[],
): Promise<void> {
  let left = lines;
  for (let [line] = left.toSorted(urgentFirst); line; [line] = left.toSorted(urgentFirst)) {
    const others = left.filter((other) => other !== line);
    const isGiven = await giveHead(tools, round, line);
    const next = isGiven ? await withHead(tools, line) : null;
    left = next === null ? others : [...others, next];
  }
}

function urgentFirst({ head: one }: Line, { head: other }: Line): number {
  const byTime = one.joinedAt.getTime() - other.joinedAt.getTime();
  return one.rank - other.rank || byTime || (one._id < other._id ? -1 : 1);
}

/** Gives the head of a line to somebody and tells its case; false when there is nobody, or nothing is left. */
async function giveHead(
  tools: AssignmentTools,
  { body, staff }: Round,
  { queue, lane }: Line,
): Promise<boolean> {
  const { store, now, reached } = tools.effects;
  const able = staff.filter(({ user }) => mayBeGiven(body.organisation, queue, user));
  const people = able.map(({ user }) => user._id);
  const at = new Date(now());
  const answer = await giveFirst(store, {
    queue: queue.id,
    lane,
    at,
    people,
    resting: restingStates(body),
    choose: (loads, last) =>
      choose(queue.assign.by, needsOf(lane), standingsOf(able, queue.assign, { loads, last })),
  });
  if (answer.kind === "given") {
    reached("assign.after_give");
    await tell(tools, answer.entry);
    reached("assign.after_tell");
    return true;
  }
  if (answer.kind === "nobody")
    for (const entry of await allUnattended(tools, { queue, lane }, answer.why))
      await tell(tools, entry);
  return false;
}

async function allUnattended(
  { effects: { store, now } }: AssignmentTools,
  { queue, lane }: Omit<Line, "head">,
  why: Parameters<typeof noteNobody>[2],
): Promise<readonly QueueEntryDoc[]> {
  return noteNobody(store, { queue: queue.id, lane, at: new Date(now()) }, why);
}

type Counts = Readonly<Record<"loads" | "last", ReadonlyMap<string, number>>>;

function standingsOf(staff: Staff, assign: Assign, { loads, last }: Counts): Standing[] {
  return staff.map(({ user, onDuty }) => ({
    person: user._id,
    duty: onDuty.duty,
    skills: user.skills ?? [],
    load: loads.get(user._id) ?? 0,
    capacity: user.capacity ?? assign.capacity ?? DEFAULT_CAPACITY,
    lastGiven: last.get(user._id) ?? 0,
  }));
}
