import type { Taker } from "../../../engine/protocol/workload.js";
import { partOf } from "../team/order.js";

/** Whether somebody can take a case now, could be given it all the same, or cannot have it. */
export type Fit = "fits" | "hindered" | "cannot";

/** In which order they are offered. */
export const FITS = ["fits", "hindered", "cannot"] as const satisfies readonly Fit[];

/** How somebody stands to a case. @param holder id of whoever has it; null for nobody */
export function fitOf(taker: Taker, holder: string | null): Fit {
  if (!taker.may || taker.id === holder) return "cannot";
  const isRight = taker.sees && taker.missing.length === 0 && taker.status === "free";
  return isRight ? "fits" : "hindered";
}

/** People by how they stand, whoever fits best and has most room first. */
export function takersByFit(
  takers: readonly Taker[],
  holder: string | null,
): readonly (readonly [Fit, readonly Taker[]])[] {
  const sorted = takers.toSorted(
    (one, other) =>
      hindrance(one) - hindrance(other) ||
      partOf(one) - partOf(other) ||
      one.name.localeCompare(other.name),
  );
  return FITS.map(
    (fit) => [fit, sorted.filter((taker) => fitOf(taker, holder) === fit)] as const,
  ).filter(([, people]) => people.length > 0);
}

/** What keeps a queue from giving a case to those it gives cases to, each counted once, and who of the able comes first. */
export type Waiting = {
  readonly people: number;
  /** Names of skills that somebody lacks; what everybody has is no hindrance. */
  readonly skills: readonly string[];
  readonly kept: readonly (readonly [Kept, number])[];
  readonly next: Pick<Taker, "name" | "until"> | null;
};

type Kept = "unskilled" | Exclude<Taker["status"], "free">;

/** Why a case waits that its queue would give to somebody; null when somebody can take it. */
export function whyWaiting(takers: readonly Taker[], queue: string): Waiting | null {
  const people = takers.filter(({ queues }) => queues.includes(queue));
  const kept = people.flatMap((taker) => keptBy(taker) ?? []);
  if (kept.length < people.length) return null;
  const able = people.filter(({ missing, until }) => missing.length === 0 && until !== null);
  const [next = null] = able.toSorted((one, other) =>
    (one.until ?? "").localeCompare(other.until ?? ""),
  );
  return {
    people: people.length,
    skills: [...new Set(takers.flatMap(({ missing }) => missing))],
    kept: (["unskilled", "away", "off_duty", "full"] as const)
      .map((why) => [why, kept.filter((one) => one === why).length] as const)
      .filter(([, number]) => number > 0),
    next,
  };
}

function keptBy({ status, missing }: Taker): Kept | null {
  if (missing.length > 0) return "unskilled";
  return status === "free" ? null : status;
}

/** A skill weighs more than the queue, and the queue more than being there. */
function hindrance({ missing, sees, status }: Taker): number {
  return (missing.length > 0 ? 4 : 0) + (sees ? 0 : 2) + (status === "free" ? 0 : 1);
}
