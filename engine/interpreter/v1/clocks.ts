import type { Clock } from "../../definition/clock.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState, RunningClock } from "../state.js";
import {
  isStopped,
  momentOf,
  type Moved,
  type Owner,
  standsStill,
  targetMs,
} from "./clock-time.js";
import { aimed, paused, resumed } from "./running-clock.js";

type Clocks = { readonly [clock: string]: RunningClock };

/** Starts the clocks that begin at creation, and those whose moment is known by then. */
export function clocksAtCreation(program: CaseProgram, owner: Owner, at: number): Clocks {
  return started(program, owner, at, (clock) =>
    "event" in clock.starts ? at : momentOf(clock, owner.data),
  );
}

/**
 * The clocks of a case after a transition: stopped by it, left behind, started by it, by the new state or by a moment that has
 * changed, stopped or let go on where they stand still, re-aimed at a new priority.
 */
export function clocksAfter(
  program: CaseProgram,
  before: CaseState,
  after: CaseState,
  moved: Omit<Moved, "from"> & { readonly at: number },
): Clocks {
  if (after.status === "closed") return {};
  const from = before.state;
  const kept = Object.entries(before.clocks).filter(([id]) => {
    const clock = program.clocks?.[id];
    if (clock === undefined || isMoved(clock, before, after)) return false;
    return !isStopped(clock, { ...moved, from });
  });
  const running = Object.fromEntries(
    kept.map(([id, clock]) => [id, carriedOn(program, { id, clock, at: moved.at }, before, after)]),
  );
  const fresh = started(program, after, moved.at, (clock) => {
    if (isMoved(clock, before, after)) return momentOf(clock, after.data);
    return isBegun(clock, after, moved) ? moved.at : null;
  });
  return { ...running, ...fresh };
}

/** Whether a transition starts a clock by being done, or by the state it leads to. */
function isBegun(
  { starts }: Clock,
  { state }: CaseState,
  { transition, entered }: { readonly transition: string; readonly entered: boolean },
): boolean {
  if ("transition" in starts) return starts.transition === transition;
  return entered && "state" in starts && starts.state === state;
}

/** Whether the moment that a clock waits for is another one now, or there is none any more. */
function isMoved(clock: Clock, before: CaseState, after: CaseState): boolean {
  return momentOf(clock, before.data) !== momentOf(clock, after.data);
}

/** What a case waits for next: a clock that is due, or one of its marks. */
export type NextDue = { readonly clock: string; readonly at: number; readonly mark?: string };

/** What is due first, with its instant; null when nothing is. Equal instants go by name, so that every replay agrees. */
export function earliestDue(clocks: Clocks): NextDue | null {
  const all = Object.entries(clocks).flatMap(([clock, { dueAt, late, next }]): NextDue[] => [
    ...(dueAt === null || late === true ? [] : [{ clock, at: dueAt }]),
    ...(next === undefined ? [] : [{ clock, at: next.at, mark: next.mark }]),
  ]);
  // Sorting keeps the order of equals: being due comes before a mark of the same moment.
  all.sort((a, b) => a.at - b.at || byName(a.clock, b.clock));
  return all[0] ?? null;
}

/** The clocks once their calendars are known further: those whose time could not be told are aimed anew. */
export function clocksRenewed(program: CaseProgram, state: CaseState): Clocks {
  const entries = Object.entries(state.clocks).map(([id, clock]) => {
    const definition = program.clocks?.[id];
    const open = clock.pausedAt === undefined && (clock.dueAt === null || clock.late === true);
    return [id, definition && open ? aimed(program, definition, clock, state) : clock] as const;
  });
  return Object.fromEntries(entries);
}

/** Starts clocks for which `startOf` knows an instant, those that stand still where the case is standing still. */
export function started(
  program: CaseProgram,
  owner: Owner,
  at: number,
  startOf: (clock: Clock) => number | null,
): Clocks {
  const entries = Object.entries(program.clocks ?? {}).flatMap(([id, clock]) => {
    const startedAt = startOf(clock);
    if (startedAt === null || Number.isNaN(targetMs(program, clock, owner))) return [];
    const running = aimed(program, clock, { startedAt }, owner);
    const stands = standsStill(clock, owner);
    return [[id, stands ? paused(program, clock, running, at) : running] as const];
  });
  return Object.fromEntries(entries);
}

/** A clock that goes on after a turn: aimed anew only when something about it has changed. */
export function carriedOn(
  program: CaseProgram,
  { id, clock, at }: { readonly id: string; readonly clock: RunningClock; readonly at: number },
  before: Owner,
  after: Owner,
): RunningClock {
  const definition = program.clocks?.[id];
  if (!definition || Number.isNaN(targetMs(program, definition, after))) return clock;
  const stands = standsStill(definition, after);
  if (!stands && clock.pausedAt !== undefined)
    return resumed(program, definition, { clock, at }, after);
  const same = before.priority === after.priority;
  const running = same ? clock : aimed(program, definition, clock, after);
  return stands && running.pausedAt === undefined
    ? paused(program, definition, running, at)
    : running;
}

function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
