import type { CaseClock } from "../../../engine/protocol/case-clock.js";
import type { CaseJourney } from "../../../engine/protocol/case-journey.js";

/** What a case had asked until a turn, and was not answered by then. */
export function openAt(asked: CaseJourney["asked"], turn: number): CaseJourney["asked"] {
  return asked.filter(
    ({ turn: since, answered }) => since <= turn && (answered === null || answered > turn),
  );
}

/** The clocks that ran or stood still at an instant; null for now. ISO 8601, which compares as text. */
export function runningAt(clocks: readonly CaseClock[], at: string | null): readonly CaseClock[] {
  return clocks.filter(({ startedAt, endedAt }) =>
    at === null ? endedAt === null : startedAt <= at && (endedAt === null || endedAt > at),
  );
}
