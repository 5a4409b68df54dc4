import type { Effect } from "../../engine/interpreter/effect.js";
import type { CaseEvent } from "../../engine/interpreter/event.js";
import { type Interpreter, interpreter } from "../../engine/interpreter/index.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import { type Turn, turnOf } from "../../engine/interpreter/turn.js";
import type { ParkReason } from "./activities.js";
import { KEPT_ANSWERS, sizeOf } from "./limits.js";
import type { CaseInput } from "./messages.js";

/** A message of an alert's call that is to be delivered. It is no effect of a turn: a call makes it. */
export type Page = { readonly kind: "page"; readonly id: string; readonly channel: string };

/** An effect that has been committed and has no answer yet. `notBefore` is the instant of its next try. */
export type Outstanding = {
  readonly effect: Effect | Page;
  readonly attempt: number;
  readonly notBefore: number;
  /** Plugin that a message has gone over to; absent while it is the conversation's own. */
  readonly channel?: string;
};

/** A request answered before, so that its repeat gets the same turn. */
export type Answered = { readonly requestId: string; readonly turn: number };

/** What a fresh run needs of the old one; plain JSON (rule of durability 9). */
export type Snapshot = {
  readonly state: CaseState;
  readonly log: readonly Turn[];
  readonly outstanding: readonly Outstanding[];
  readonly answered: readonly Answered[];
  readonly held: readonly CaseEvent[];
  readonly parked: ParkReason | null;
  /** Absent unless turns are written one by one. */
  readonly singly?: true;
  /** What the case followed before it was moved; absent unless that is not written yet. */
  readonly movedFrom?: Followed;
};

/** What a case follows. */
export type Followed = Pick<CaseInput, "program" | "release">;

/** The mutable inside of one run of a case. Only the workflow's own functions touch it. */
export type CaseRun = {
  /** Changes only when the calendars are renewed, and when the case is moved to another release. */
  input: CaseInput;
  readonly advance: Interpreter;
  state: CaseState;
  /** Turns not committed yet, oldest first. */
  log: Turn[];
  logBytes: number;
  outstanding: Map<string, Outstanding>;
  /** Ids of effects whose activity runs now. */
  inFlight: Set<string>;
  answered: Answered[];
  /** Events our code could not digest; kept for a repair. */
  held: CaseEvent[];
  parked: ParkReason | null;
  /** The store has refused some turns: each is written by itself, so that the case stands at the very one. */
  singly: boolean;
  /** A commit is under way. */
  committing: boolean;
  /** The loop waits for the next event, and commits what comes up in the task that brings it. */
  asleep: boolean;
  /** A command has gone out in this workflow task, as far as the loop knows. */
  commanded: boolean;
  /** History length when the last turn was made. What it is now differs between a task and its replay. */
  historyLength: number;
  /** The alarm of a parked case has been sounded. */
  alarmed: boolean;
  /** A repair or a skip is under way; others wait for its end. */
  mending: boolean;
  /** The loop is to look at the case anew, because somebody has set it going. */
  roused: boolean;
  upgradeTo: number | null;
  /** What the case followed before the turn that moved it, while that waits to be written; null otherwise. */
  movedFrom: Followed | null;
  /** True while the run waits for activities in order to end; no new effect starts. */
  draining: boolean;
};

/** Opens a run: from the creating event, applied at once, or from the snapshot of the run before. */
export function openRun(input: CaseInput, now: number): CaseRun {
  const advance = interpreter(input.interpreter);
  const run: CaseRun = {
    input,
    advance,
    state: input.snapshot?.state as CaseState,
    log: [...(input.snapshot?.log ?? [])],
    logBytes: 0,
    outstanding: new Map((input.snapshot?.outstanding ?? []).map((o) => [o.effect.id, o])),
    inFlight: new Set(),
    answered: [...(input.snapshot?.answered ?? [])],
    held: [...(input.snapshot?.held ?? [])],
    parked: input.snapshot?.parked ?? null,
    singly: input.snapshot?.singly ?? false,
    committing: false,
    asleep: false,
    commanded: false,
    historyLength: 0,
    alarmed: false,
    mending: false,
    roused: false,
    upgradeTo: null,
    movedFrom: input.snapshot?.movedFrom ?? null,
    draining: false,
  };
  run.logBytes = run.log.reduce((bytes, turn) => bytes + sizeOf(turn), 0);
  if (input.created) applyTo(run, { ...input.created, at: now });
  return run;
}

/** Applies one event: advances the case and puts the turn into the log. */
export function applyTo(run: CaseRun, event: CaseEvent): Turn {
  const before = run.state as CaseState | undefined;
  const outcome = run.advance.advance(run.input.program, before ?? null, event);
  const turn = turnOf(before ?? null, event, outcome);
  run.state = outcome.state;
  run.log.push(turn);
  run.logBytes += sizeOf(turn);
  return turn;
}

/** Whether the case stands still until somebody repairs it. */
export function isParked(run: CaseRun): boolean {
  return run.parked !== null;
}

/** Remembers an answer; the oldest is forgotten. */
export function remember(run: CaseRun, answered: Answered): void {
  run.answered.push(answered);
  if (run.answered.length > KEPT_ANSWERS) run.answered.shift();
}

/** Takes committed turns out of the log and puts what they ask for among the outstanding effects. */
export function committed(run: CaseRun, turns: readonly Turn[]): void {
  run.log.splice(0, turns.length);
  for (const turn of turns) {
    run.logBytes -= sizeOf(turn);
    for (const effect of turn.effects)
      run.outstanding.set(effect.id, { effect, attempt: 1, notBefore: 0 });
  }
  if (!run.log.some(({ event }) => event.type === "moved")) run.movedFrom = null;
  for (const [id, { effect }] of run.outstanding)
    if (effect.kind === "alert" && !calls(run, id) && !run.inFlight.has(id))
      run.outstanding.delete(id);
}

/** Whether people are still to be called for an alert: nobody has acknowledged it, and the case is open. */
export function calls({ state }: CaseRun, alert: string): boolean {
  return state.alerts !== undefined && Object.hasOwn(state.alerts, alert);
}

/** The run as plain JSON. */
export function snapshotOf(run: CaseRun): Snapshot {
  return {
    state: run.state,
    log: run.log,
    outstanding: [...run.outstanding.values()],
    answered: run.answered,
    held: run.held,
    parked: run.parked,
    ...(run.singly ? { singly: true as const } : {}),
    ...(run.movedFrom === null ? {} : { movedFrom: run.movedFrom }),
  };
}
