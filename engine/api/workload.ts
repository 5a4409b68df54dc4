import { restingStates } from "../assignment/resting.js";
import { dutyAt, type OnDuty } from "../assignment/duty.js";
import { DEFAULT_CAPACITY } from "../definition/assign.js";
import type { Organisation } from "../definition/organisation.js";
import { mayBeGiven } from "../definition/takers.js";
import type { Workload } from "../protocol/workload.js";
import { loadsOf } from "../store/assignments.js";
import { activePeople, type UserDoc } from "../store/users.js";
import type { World } from "./world.js";

/** How much everybody who works here has to do now, by name. */
export async function workloads({ store, release, now }: World): Promise<Workload[]> {
  const [{ body }, people] = await Promise.all([release(), activePeople(store)]);
  const ids = people.map(({ _id }) => _id);
  const loads = await loadsOf(store, { people: ids, resting: restingStates(body) });
  const dutyOf = dutyAt(body.calendars ?? [], now());
  return people
    .map((user) =>
      workloadOf(body.organisation, user, {
        load: loads.get(user._id) ?? 0,
        onDuty: dutyOf(user),
      }),
    )
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}

function workloadOf(
  organisation: Organisation,
  user: UserDoc,
  { load, onDuty }: { readonly load: number; readonly onDuty: OnDuty },
): Workload {
  const { _id: id, name } = user;
  const giving = organisation.queues.filter(
    (queue) => queue.assign !== undefined && mayBeGiven(organisation, queue, user),
  );
  const [first] = giving;
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
    queues: giving.map((queue) => queue.id),
  };
}
