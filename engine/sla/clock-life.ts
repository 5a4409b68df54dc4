import type { Clock } from "../definition/clock.js";
import type { CaseState, RunningClock } from "../interpreter/state.js";
import { allCounts, countsBy, isTimeless, standsStill } from "../interpreter/v1/clock-time.js";

/** How a promise stands, or how it ended. `overdue` is broken and still not done, `late` is broken and done at last. */
export type LifeStanding = "running" | "paused" | "overdue" | "kept" | "late" | "dropped";

/**
 * One life of a clock that promises something, from its start until it is stopped: further than the clock itself, which is
 * gone once it was due. Instants in epoch milliseconds.
 */
export type ClockLife = {
  readonly clock: string;
  /** Turn that started it; with the clock it names this life within its case. */
  readonly turn: number;
  /** Priority and queue of the case: as they are while it runs, as they were when it was decided. */
  readonly priority: string;
  readonly queue: string;
  /** The facets of the case, likewise; absent when it has none. */
  readonly facets?: readonly string[];
  readonly standing: LifeStanding;
  readonly startedAt: number;
  /** Null while it stands still, and while its calendar is not known that far. */
  readonly dueAt: number | null;
  /** From when it is at risk: its first mark before it is due. */
  readonly riskAt: number | null;
  readonly pausedAt: number | null;
  /** When it was due and not done. */
  readonly brokenAt: number | null;
  readonly endedAt: number | null;
  /** Milliseconds counted until it ended, by its calendar and without its pauses. */
  readonly usedMs: number | null;
  /** From when it counts again, and what it had counted by then, for everything it may count by. */
  readonly since: number;
  readonly spent: { readonly [by: string]: number };
};

/** A turn as clocks see it. */
export type LifeStep = {
  readonly transition: string | null;
  readonly before: CaseState | null;
  readonly after: CaseState;
  /** What the case is listed and counted by after the turn; absent when that is nothing, or not asked. */
  readonly facets?: readonly string[];
  /** It moves the case to another release, which has clocks of its own. */
  readonly moved?: boolean;
};

/** What lives are told by: the clocks of the workflow, and the milliseconds that something counts between two instants. */
export type LifeWorld = {
  readonly clocks: { readonly [clock: string]: Clock };
  readonly count: (by: string, from: number, to: number) => number;
};

/**
 * Whether a clock promises something to somebody, as it says itself. One that is spread is a chore of the clinic's own, one
 * without a target a plan.
 */
export function isPromise({ promise, spread, target }: Clock): boolean {
  return promise ?? (spread === undefined && target !== undefined);
}

/** The lives of a case's promises after a turn: those that go on or begin, and those that it ended. */
export function livesAfter(
  lives: readonly ClockLife[],
  step: LifeStep,
  world: LifeWorld,
): { readonly open: readonly ClockLife[]; readonly ended: readonly ClockLife[] } {
  const told = lives.map((life) => lifeAfter(life, step, world));
  const known = (clock: string, { startedAt }: RunningClock) =>
    told.some((life) => life.clock === clock && life.startedAt === startedAt);
  const begun = Object.entries(step.after.clocks).flatMap(([id, running]) => {
    const clock = world.clocks[id];
    return clock && isPromise(clock) && !known(id, running) ? [begin(id, running, step)] : [];
  });
  return {
    open: [...told.filter(({ endedAt }) => endedAt === null), ...begun],
    ended: told.filter(({ endedAt }) => endedAt !== null),
  };
}

/** When a promise was decided: broken, or kept; null while it is open and for one that was dropped. */
export function decidedAt({ standing, brokenAt, endedAt }: ClockLife): number | null {
  return standing === "dropped" ? null : (brokenAt ?? endedAt);
}

function begin(clock: string, running: RunningClock, step: LifeStep): ClockLife {
  const { after } = step;
  const bare: ClockLife = {
    clock,
    turn: after.turn,
    priority: after.priority,
    queue: after.queue,
    standing: "running",
    startedAt: running.startedAt,
    dueAt: null,
    riskAt: null,
    pausedAt: null,
    brokenAt: null,
    endedAt: null,
    usedMs: null,
    since: running.startedAt,
    spent: {},
  };
  return goesOn(bare, running, step);
}

function lifeAfter(life: ClockLife, step: LifeStep, world: LifeWorld): ClockLife {
  const { before, after } = step;
  const now = after.clocks[life.clock];
  const running = now?.startedAt === life.startedAt ? now : undefined;
  const clock = world.clocks[life.clock];
  const wasThere = before?.clocks[life.clock]?.startedAt === life.startedAt;
  if (clock === undefined) return leftBehind(life, after);
  if (running) return goesOn(life, running, step);
  if (step.moved === true) return isAt(clock, after) && !wasThere ? life : leftBehind(life, after);
  const broken = wasThere ? brokenBy(life, after.updatedAt) : life;
  if (isStopped(clock, step) || now !== undefined) return stopped(broken, clock, step, world);
  // A clock that vanishes without being stopped has run out: what it promised is still to be done.
  return broken.brokenAt === null
    ? stopped(broken, clock, step, world)
    : creditedOn(broken, clock, after, world);
}

/** A promise that the release does not make any more: what was broken by then stays broken. */
function leftBehind(life: ClockLife, { updatedAt: at }: CaseState): ClockLife {
  const broken = brokenBy(life, at);
  return end(broken, broken.brokenAt === null ? "dropped" : "late", at, null);
}

/** Whether a promise can still be done where the case is: one of a state only there. */
function isAt({ starts }: Clock, { state }: CaseState): boolean {
  return !("state" in starts) || starts.state === state;
}

/** A life whose clock is there after the turn. Once it is broken it stays with the priority and the queue that broke it. */
function goesOn(before: ClockLife, running: RunningClock, step: LifeStep): ClockLife {
  const { after, facets } = step;
  const { facets: _facets, ...life } = before;
  const { late, passed, next, pausedAt = null, since, spent = {} } = running;
  const at = after.updatedAt;
  const counting = { pausedAt, since: since ?? running.startedAt, spent };
  if (late === true) return { ...brokenBy(before, at), ...counting };
  return {
    ...life,
    ...counting,
    ...(facets === undefined ? {} : { facets }),
    priority: after.priority,
    queue: after.queue,
    standing: pausedAt === null ? "running" : "paused",
    dueAt: running.dueAt,
    riskAt: passed === undefined ? (next?.at ?? null) : (life.riskAt ?? at),
  };
}

/** The life once its due instant has come; unchanged while that lies ahead. */
function brokenBy(life: ClockLife, at: number): ClockLife {
  const { brokenAt, dueAt } = life;
  if (brokenAt !== null || dueAt === null || dueAt > at) return life;
  return { ...life, standing: "overdue", brokenAt: dueAt };
}

/** Whether a turn ends what a clock measures: one of its stops, leaving its state, the end of the case. */
function isStopped({ starts, stops }: Clock, { transition, before, after }: LifeStep): boolean {
  if (after.status === "closed") return true;
  if (transition !== null && stops?.includes(transition) === true) return true;
  return "state" in starts && after.entry !== before?.entry;
}

function stopped(life: ClockLife, clock: Clock, step: LifeStep, world: LifeWorld): ClockLife {
  const at = step.after.updatedAt;
  const by = countsBy(clock, life.priority);
  const going = life.pausedAt === null ? world.count(by, life.since, at) : 0;
  const usedMs = (life.spent[by] ?? 0) + going;
  if (life.brokenAt !== null) return end(life, "late", at, usedMs);
  const isKept = isDone(clock, step) && !isTimeless(clock, life.priority);
  return isKept ? end(life, "kept", at, usedMs) : end(life, "dropped", at, null);
}

/**
 * A case that ends in another way than those that stop its clock has neither kept nor broken what was promised; nor has one
 * whose priority has no time.
 */
function isDone({ starts, stops }: Clock, { transition, after }: LifeStep): boolean {
  // One that waits for a moment may have been moved with it, one of a transition begun anew.
  if (stops === undefined && ("field" in starts || "transition" in starts))
    return after.status === "closed";
  if (stops === undefined || "state" in starts) return true;
  return transition !== null && stops.includes(transition);
}

function end(
  life: ClockLife,
  standing: LifeStanding,
  endedAt: number,
  usedMs: number | null,
): ClockLife {
  return { ...life, standing, endedAt, usedMs };
}

/** Pauses of a promise whose clock is gone are credited as those of a running one. */
function creditedOn(
  life: ClockLife,
  clock: Clock,
  after: CaseState,
  { count }: LifeWorld,
): ClockLife {
  const at = after.updatedAt;
  const stands = standsStill(clock, after);
  if (stands === (life.pausedAt !== null)) return life;
  if (!stands) return { ...life, pausedAt: null, since: at };
  const spent = allCounts(clock).map(
    (by) => [by, (life.spent[by] ?? 0) + count(by, life.since, at)] as const,
  );
  return { ...life, pausedAt: at, spent: Object.fromEntries(spent) };
}
