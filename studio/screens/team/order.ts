import type { Workload } from "../../../engine/protocol/workload.js";

type Status = Workload["status"];

/** How people who can be given something stand above those who cannot. */
export const STATUSES = ["free", "full", "off_duty", "away"] as const satisfies readonly Status[];

/** Everybody, those with most room first; who is not there comes last. */
export function roomFirst(people: readonly Workload[]): readonly Workload[] {
  return people.toSorted(
    (one, other) =>
      STATUSES.indexOf(one.status) - STATUSES.indexOf(other.status) ||
      partOf(one) - partOf(other) ||
      one.name.localeCompare(other.name),
  );
}

/** How many stand how; statuses of nobody are left out. */
export function counted(people: readonly Workload[]): readonly (readonly [Status, number])[] {
  return STATUSES.map(
    (status) => [status, people.filter((one) => one.status === status).length] as const,
  ).filter(([, number]) => number > 0);
}

/** What people can take for whom nobody has said it, only to put them in order. */
const USUAL = 10;

/** How much of what somebody can take they have: 0 for nothing, 1 for all. */
export function partOf({ load, capacity }: Pick<Workload, "load" | "capacity">): number {
  return load / (capacity ?? USUAL);
}
