import type { CaseState } from "../interpreter/state.js";

/** The earliest instant from which a clock may still have to be counted (epoch milliseconds); null when only from now on. */
export function countingSince({ clocks }: Pick<CaseState, "clocks">): number | null {
  const since = Object.values(clocks)
    .filter(({ pausedAt }) => pausedAt === undefined)
    .map((clock) => clock.since ?? clock.startedAt);
  return since.length === 0 ? null : Math.min(...since);
}
