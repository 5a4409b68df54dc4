import type { CaseProgram } from "../interpreter/slim.js";
import type { CaseState } from "../interpreter/state.js";
import { countedTo, countsBy, pointsOf } from "../interpreter/v1/clock-time.js";
import type { CaseClock } from "../protocol/case-clock.js";
import type { EventDoc } from "../store/events.js";
import type { ClockStory } from "./clock-story.js";
import { instant } from "./rows.js";

/** What the marks of a clock are told from. */
export type MarkWorld = {
  readonly program: CaseProgram;
  /** The case as it is now. */
  readonly state: CaseState;
  readonly events: readonly Pick<EventDoc, "event">[];
};

/** The marks of one life of a clock: when each was reached, or will be if nothing comes between. */
export function clockMarks(story: ClockStory, world: MarkWorld): CaseClock["marks"] {
  const { program, state } = world;
  const clock = program.clocks?.[story.clock];
  if (!clock) return [];
  return pointsOf(program, clock, state).flatMap(
    ({ mark: id, ms, afterDue }): CaseClock["marks"] => {
      const name = clock.marks?.[id]?.name ?? id;
      const reachedAt = reachedIn(story, id, world);
      if (reachedAt !== null) return [{ id, name, at: instant(reachedAt), reached: true }];
      if (story.endedAt !== null) return [];
      const at = ahead(story, ms, world);
      // One before the clock is due that did not come until it was never does.
      if (story.standing === "late" && !afterDue) return [];
      return [{ id, name, at: at === null ? null : instant(at), reached: false }];
    },
  );
}

/** When a mark was reached within this life; null when it was not. */
function reachedIn(story: ClockStory, mark: string, { events }: MarkWorld): number | null {
  const found = events.find(
    ({ event }) =>
      event.type === "clock_reached" &&
      event.clock === story.clock &&
      event.mark === mark &&
      event.at >= story.startedAt &&
      event.at <= (story.endedAt ?? Infinity),
  );
  return found?.event.at ?? null;
}

/** When so much will have been counted; null while the clock stands still. */
function ahead(story: ClockStory, ms: number, { program, state }: MarkWorld): number | null {
  const [clock, running] = [program.clocks?.[story.clock], state.clocks[story.clock]];
  if (!clock || !running || running.pausedAt !== undefined) return null;
  const by = countsBy(clock, state.priority);
  const left = ms - (running.spent?.[by] ?? 0);
  return countedTo(program, by, { start: running.since ?? running.startedAt, ms: left });
}
