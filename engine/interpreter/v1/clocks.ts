import { durationMs } from "../../definition/duration.js";
import type { Clock } from "../../definition/workflow.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState, RunningClock } from "../state.js";

type Clocks = { readonly [clock: string]: RunningClock };

/** The case whose clocks are meant. */
type Owner = Pick<CaseState, "id" | "priority">;

/** Starts the clocks that begin at creation. */
export function clocksAtCreation(program: CaseProgram, owner: Owner, at: number): Clocks {
  return started(program, owner, at, (clock) => "event" in clock.starts);
}

/** The clocks of a case after a transition: stopped by it, left behind, started by the new state, re-aimed at a new priority. */
export function clocksAfter(
  program: CaseProgram,
  before: CaseState,
  after: CaseState,
  moved: { readonly transition: string; readonly at: number; readonly entered: boolean },
): Clocks {
  if (after.status === "closed") return {};
  const kept = Object.entries(before.clocks).filter(([id]) => {
    const clock = program.clocks?.[id];
    if (!clock || clock.stops?.includes(moved.transition)) return false;
    return !(moved.entered && "state" in clock.starts);
  });
  const running = Object.fromEntries(
    kept.map(([id, clock]) => [id, reaimed(program, id, clock, after)]),
  );
  if (!moved.entered) return running;
  const fresh = started(
    program,
    after,
    moved.at,
    (clock) => "state" in clock.starts && clock.starts.state === after.state,
  );
  return { ...running, ...fresh };
}

/** The clock due first, with its instant; null when none runs. Equal instants go by name, so that every replay agrees. */
export function earliestDue(
  clocks: Clocks,
): { readonly clock: string; readonly at: number } | null {
  const due = Object.entries(clocks).map(([clock, { dueAt }]) => ({ clock, at: dueAt }));
  due.sort((a, b) => a.at - b.at || (a.clock < b.clock ? -1 : 1));
  return due[0] ?? null;
}

function started(
  program: CaseProgram,
  owner: Owner,
  at: number,
  wanted: (clock: Clock) => boolean,
): Clocks {
  const entries = Object.entries(program.clocks ?? {})
    .filter(([, clock]) => wanted(clock))
    .map(([id, clock]) => [id, { startedAt: at, dueAt: at + targetMs(clock, owner) }] as const)
    .filter(([, clock]) => Number.isFinite(clock.dueAt));
  return Object.fromEntries(entries);
}

/** A change of priority changes the target, counted from the same start. */
function reaimed(program: CaseProgram, id: string, clock: RunningClock, owner: Owner) {
  const definition = program.clocks?.[id];
  const dueAt = definition ? clock.startedAt + targetMs(definition, owner) : NaN;
  return Number.isFinite(dueAt) ? { ...clock, dueAt } : clock;
}

function targetMs(clock: Clock, { id, priority }: Owner): number {
  const target = typeof clock.target === "string" ? clock.target : clock.target[priority];
  if (target === undefined) return NaN;
  const extra = clock.spread === undefined ? 0 : hash(id) % (durationMs(clock.spread) + 1);
  return durationMs(target) + extra;
}

/** FNV-1a of a case id, 32 bits: the same case has the same place in every spread, whoever computes it. */
function hash(id: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) sum = Math.imul(sum ^ id.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
