import type { Clock } from "../../definition/clock.js";
import type { CaseProgram } from "../slim.js";
import type { RunningClock } from "../state.js";
import {
  allCounts,
  counted,
  countedTo,
  countsBy,
  type Owner,
  type Point,
  pointsOf,
  targetMs,
} from "./clock-time.js";

/** What stays of a running clock whatever it is aimed at. */
type Bare = Omit<RunningClock, "dueAt" | "next"> & { readonly dueAt?: number | null };

/** Aims a clock: when it is due and which mark comes first, for the case as it is now. What was counted stays counted. */
export function aimed(program: CaseProgram, clock: Clock, bare: Bare, owner: Owner): RunningClock {
  const { next: _next, ...kept } = bare as RunningClock;
  const target = targetMs(program, clock, owner);
  // A priority without a promise leaves what was promised before.
  if (!Number.isFinite(target)) return { ...kept, dueAt: bare.dueAt ?? null };
  const by = countsBy(clock, owner.priority);
  const spent = bare.spent?.[by] ?? 0;
  const stands = bare.pausedAt !== undefined;
  const start = bare.pausedAt ?? bare.since ?? bare.startedAt;
  // A clock that stands still is due only if a shorter target has been used up already.
  const instantOf = (ms: number): number | null =>
    stands && ms > spent ? null : countedTo(program, by, { start, ms: ms - spent });
  const dueAt = bare.late === true ? (bare.dueAt ?? null) : instantOf(target);
  const ahead = stands ? undefined : pointsAhead(program, clock, bare, owner)[0];
  const at = ahead === undefined ? null : instantOf(ahead.ms);
  return { ...kept, dueAt, ...(ahead && at !== null ? { next: { mark: ahead.mark, at } } : {}) };
}

/**
 * Lets a clock stand still. What it has counted is kept for everything it may count by, since the priority may change.
 * One whose time has run out by then goes on and is due: whoever pauses at the deadline is late, in whatever order it came.
 */
export function paused(
  program: CaseProgram,
  clock: Clock,
  running: RunningClock,
  at: number,
): RunningClock {
  const { next: _next, since: _since, ...kept } = running;
  if (running.late !== true && running.dueAt !== null && running.dueAt <= at) return running;
  const from = running.since ?? running.startedAt;
  const spent = Object.fromEntries(
    allCounts(clock).map((by) => [
      by,
      (running.spent?.[by] ?? 0) + counted(program, by, { from, to: at }),
    ]),
  );
  return { ...kept, dueAt: running.late === true ? running.dueAt : null, spent, pausedAt: at };
}

/** Lets a clock go on that stood still. */
export function resumed(
  program: CaseProgram,
  clock: Clock,
  { clock: standing, at }: { readonly clock: RunningClock; readonly at: number },
  owner: Owner,
): RunningClock {
  const { pausedAt: _pausedAt, ...kept } = standing;
  return aimed(program, clock, { ...kept, since: at }, owner);
}

/** A clock after one of its marks. */
export function afterMark(
  program: CaseProgram,
  clock: Clock,
  running: RunningClock,
  owner: Owner,
): RunningClock {
  const passed = [...(running.passed ?? []), ...(running.next ? [running.next.mark] : [])];
  return aimed(program, clock, { ...running, passed }, owner);
}

/** A clock that has run out: it goes on only for the marks that come after; null when there are none. */
export function afterDue(
  program: CaseProgram,
  clock: Clock,
  running: RunningClock,
  owner: Owner,
): RunningClock | null {
  const late: Bare = { ...running, late: true };
  return hasAhead(program, clock, late, owner) ? aimed(program, clock, late, owner) : null;
}

/** Whether a clock still waits for a mark. */
export function hasAhead(program: CaseProgram, clock: Clock, bare: Bare, owner: Owner): boolean {
  return pointsAhead(program, clock, bare, owner).length > 0;
}

/** The marks that can still come, in their order: those before a clock is due never do once it was. */
function pointsAhead(
  program: CaseProgram,
  clock: Clock,
  { passed, late }: Bare,
  owner: Owner,
): readonly Point[] {
  return pointsOf(program, clock, owner).filter(
    ({ mark, afterDue: after }) => passed?.includes(mark) !== true && after === (late === true),
  );
}
