import { needsOf, type QueueEntryDoc } from "../../engine/store/queue-entries.js";
import type { Evidence } from "./evidence.js";

/** What there is about queues that give their cases to people, once everything is quiet. */
export type GivingEvidence = {
  /** How many cases each person of a giving queue can have at once, by queue. */
  readonly capacities: ReadonlyMap<string, number>;
  readonly staff: readonly {
    readonly id: string;
    readonly queue: string;
    readonly skills: readonly string[];
  }[];
  /** What stands in line there. */
  readonly line: readonly Pick<QueueEntryDoc, "caseId" | "queue" | "lane" | "given">[];
  /** Open cases that are somebody's, by person. */
  readonly held: ReadonlyMap<string, number>;
};

/** The evidence about cases that are given to people. */
export type GivingFacts = Pick<Evidence, "cases" | "events" | "giving">;

/**
 * I10: each case that a queue gave away was given once; nobody ever had more than they can take; whom a case was given to has it;
 * nobody who could take one is idle while one waits.
 */
export function* wrongGivings(facts: GivingFacts): Generator<string> {
  yield* givenOften(facts);
  yield* tooMany(facts);
  yield* waitingInVain(facts.giving);
}

/** Cases that stand in line although somebody could have them, or has been given them. */
export function* waitingInVain({
  capacities,
  staff,
  line,
  held,
}: GivingEvidence): Generator<string> {
  for (const { caseId, queue, lane, given } of line) {
    if (given !== null) yield `${caseId} was given to ${given.person} and does not know`;
    if (given !== null || lane === null) continue;
    const free = staff.find(
      ({ id, queue: own, skills }) =>
        own === queue &&
        (held.get(id) ?? 0) < (capacities.get(queue) ?? 0) &&
        needsOf(lane).every((need) => skills.includes(need)),
    );
    if (free) yield `${caseId} waits in ${queue} and ${free.id} is free`;
  }
}

function* givenOften({ cases, events, giving }: GivingFacts) {
  const times = new Map<string, number>();
  for (const { caseId, event, note } of events)
    if (event.type === "assigned" && note === null) times.set(caseId, (times.get(caseId) ?? 0) + 1);
  for (const { _id, queue, assignee } of cases) {
    if (!giving.capacities.has(queue)) continue;
    const [is, should] = [times.get(_id) ?? 0, assignee === null ? 0 : 1];
    if (is !== should) yield `${_id} was given ${String(is)} times, not ${String(should)}`;
  }
}

/** A case fills its person's capacity from the turn that gives it to them to the one that closes it, both in its own time. */
function* tooMany({ cases, events, giving }: GivingFacts) {
  const closed = new Set(cases.filter(({ status }) => status === "closed").map(({ _id }) => _id));
  const closing = new Map(
    events.flatMap(({ caseId, transition, event }) =>
      transition !== null && closed.has(caseId) ? [[caseId, event.at] as const] : [],
    ),
  );
  const steps = events.flatMap(({ caseId, event, note }) => {
    if (event.type !== "assigned" || note !== null) return [];
    const { person, at } = event;
    const until = closing.get(caseId);
    const back = until === undefined ? [] : [{ person, at: until, by: -1 }];
    return [{ person, at, by: 1 }, ...back];
  });
  for (const { id, queue } of giving.staff) {
    const most = giving.capacities.get(queue) ?? 0;
    let has = 0;
    for (const { by } of steps
      .filter(({ person }) => person === id)
      .toSorted((one, other) => one.at - other.at || one.by - other.by)) {
      has += by;
      if (by > 0 && has > most) yield `${id} had ${String(has)} cases at once, of ${String(most)}`;
    }
  }
}
