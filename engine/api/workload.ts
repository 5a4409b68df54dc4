import { restingStates } from "../assignment/resting.js";
import { dutyAt, type OnDuty } from "../assignment/duty.js";
import { DEFAULT_CAPACITY } from "../definition/assign.js";
import type { Organisation } from "../definition/organisation.js";
import { mayBeGiven } from "../definition/takers.js";
import type { Workload } from "../protocol/workload.js";
import { loadsOf } from "../store/assignments.js";
import { activePeople, type UserDoc } from "../store/users.js";
import type { World } from "./world.js";

/** What is looked up of the world to know how much people have to do. */
export type WorkloadWorld = Pick<World, "store" | "release" | "now">;

/** Somebody who works here, with what they have to do. */
export type Busy = { readonly user: UserDoc; readonly workload: Workload };

/** How much everybody who works here has to do now, by name. */
export async function workloads(world: WorkloadWorld): Promise<Workload[]> {
  return (await busyPeople(world, null)).map(({ workload }) => workload);
}

/**
 * Everybody who works here with what they have to do now, by name.
 * @param queue whose capacity counts for people who have no number of their own, if it gives them cases; null for any
 */
export async function busyPeople(
  { store, release, now }: WorkloadWorld,
  queue: string | null,
): Promise<Busy[]> {
  const [{ body }, people] = await Promise.all([release(), activePeople(store)]);
  const ids = people.map(({ _id }) => _id);
  const loads = await loadsOf(store, { people: ids, resting: restingStates(body) });
  const dutyOf = dutyAt(body.calendars ?? [], now());
  return people
    .map((user) => {
      const standing = { load: loads.get(user._id) ?? 0, onDuty: dutyOf(user), queue };
      return { user, workload: workloadOf(body.organisation, user, standing) };
    })
    .toSorted((one, other) => one.user.name.localeCompare(other.user.name, "en"));
}

type Standing = {
  readonly load: number;
  readonly onDuty: OnDuty;
  readonly queue: string | null;
};

function workloadOf(
  organisation: Organisation,
  user: UserDoc,
  { load, onDuty, queue }: Standing,
): Workload {
  const { _id: id, name } = user;
  const giving = organisation.queues.filter(
    (one) => one.assign !== undefined && mayBeGiven(organisation, one, user),
  );
  const first = giving.find((one) => one.id === queue) ?? giving[0];
  const capacity = user.capacity ?? (first ? (first.assign?.capacity ?? DEFAULT_CAPACITY) : null);
  const isFull = capacity !== null && load >= capacity;
  const there = isFull ? "full" : "free";
  const until = onDuty.until === null ? null : new Date(onDuty.until).toISOString();
  return {
    id,
    name,
    load,
    capacity,
    status: onDuty.duty === "there" ? there : onDuty.duty,
    until,
    queues: giving.map((one) => one.id),
  };
}
