import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  patched,
  proxyActivities,
  setCurrentDetails,
} from "@temporalio/workflow";
import { byRelease } from "../../engine/interpreter/by-release.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import type { Turn } from "../../engine/interpreter/turn.js";
import { anchor, anchorIfBusy, called } from "./anchor.js";
import type { CaseActivities, ParkReason } from "./activities.js";
import { type Alarm, makeAlarm } from "./alarm.js";
import { renewCalendars, renewalDue } from "./calendars.js";
import { digest } from "./digest.js";
import { setHandlers } from "./handlers.js";
import {
  BATCH_BYTES,
  BATCH_TURNS,
  BUSY_HISTORY,
  SIGN_OF_LIFE,
  SLEEP_HISTORY,
  sizeOf,
} from "./limits.js";
import type { CaseInput } from "./messages.js";
import { nextTry, startDue } from "./perform.js";
import { type CaseRun, committed, isParked, openRun, snapshotOf } from "./run.js";
import { inWords } from "./shown.js";

const activities = proxyActivities<CaseActivities>({
  startToCloseTimeout: "15s",
  heartbeatTimeout: SIGN_OF_LIFE,
  retry: {
    initialInterval: "200ms",
    maximumInterval: "5s",
    nonRetryableErrorTypes: ["fork", "gap", "refused"],
  },
});

/**
 * One case. People's actions are answered from history by pure code; this loop commits behind them, starts what the turns
 * ask for, and sleeps until the next event or due instant.
 */
export async function caseWorkflow(input: CaseInput): Promise<CaseState> {
  const run = openRun(input, Date.now());
  setHandlers(run, activities);
  const alarm = makeAlarm(() => {
    anchorIfBusy(run);
  });
  for (;;) {
    await writeBehind(run);
    setCurrentDetails(inWords(run));
    if (isOver(run)) return run.state;
    if (isLong(run)) {
      await renew(run);
      continue;
    }
    fireDue(run);
    if (run.log.length > 0 && !isParked(run)) continue;
    if ((renewalDue(run) ?? Infinity) <= Date.now()) {
      await renewCalendars(run, activities);
      continue;
    }
    startDue(run, activities, Date.now());
    if (mustRenew(run)) {
      await renew(run);
      continue;
    }
    await nextEvent(run, alarm);
  }
}

/** Commits the log in bounded batches until it is empty, the case is parked, or only a fresh run ends a busy one. */
async function writeBehind(run: CaseRun): Promise<void> {
  while (run.log.length > 0 && !isParked(run) && !isLong(run)) {
    const turns = batchOf(run);
    const { id: caseId, interpreter } = run.input;
    const release = oldestRelease(run);
    run.committing = true;
    try {
      await called(run, activities.commit({ caseId, release, interpreter, turns }));
      committed(run, turns);
    } catch (error) {
      noteRefusal(run, turns, parkReason(error));
    }
    run.committing = false;
    if (run.log.length === 0) run.singly = false;
  }
  if (isParked(run) && !run.alarmed) await soundAlarm(run);
}

/**
 * Parks the case. Of several turns that the store refuses together it stands at the very one: first each is written by itself.
 * Histories of before, in which the case stood at all of them, are replayed as they were.
 */
function noteRefusal(run: CaseRun, turns: readonly Turn[], reason: ParkReason): void {
  run.singly = reason === "refused" && patched("refused-one-by-one");
  if (!run.singly || turns.length === 1) run.parked = reason;
}

async function soundAlarm(run: CaseRun): Promise<void> {
  if (run.parked === null) return;
  run.alarmed = true;
  const { id: caseId, release } = run.input;
  const turn = run.log[0]?.turn ?? run.state.turn;
  const { parked: reason, state } = run;
  await called(run, activities.park({ caseId, release, reason, state, turn }));
}

/** The release that the oldest turn of the log was taken under. */
function oldestRelease({ log, input: { release } }: CaseRun): number {
  return byRelease(log, release)[0]?.release ?? release;
}

/** The oldest turns that fit one commit, of one release; at least one, and no more where each is written by itself. */
function batchOf({ log, singly }: CaseRun): readonly Turn[] {
  if (singly) return log.slice(0, 1);
  let bytes = 0;
  const count = log.findIndex((turn, i) => {
    bytes += sizeOf(turn);
    return i > 0 && (turn.event.type === "moved" || i >= BATCH_TURNS || bytes > BATCH_BYTES);
  });
  return count === -1 ? log.slice() : log.slice(0, count);
}

/** Fires every clock that has run out and every mark that is reached, earliest first. */
function fireDue(run: CaseRun): void {
  if (isParked(run)) return;
  const now = Date.now();
  for (;;) {
    const due = run.advance.earliestDue(run.state.clocks);
    if (due === null || due.at > now) return;
    const { clock, mark } = due;
    digest(
      run,
      mark === undefined
        ? { type: "clock_due", at: now, clock }
        : { type: "clock_reached", at: now, clock, mark },
    );
    if (isParked(run)) return;
  }
}

async function nextEvent(run: CaseRun, alarm: Alarm): Promise<void> {
  const due = run.advance.earliestDue(run.state.clocks)?.at;
  const instants = [due, nextTry(run), renewalDue(run)].filter(
    (at) => at !== undefined && at !== null,
  );
  const set = alarm.set(run.parked === null && instants.length > 0 ? Math.min(...instants) : null);
  if (!set && !run.commanded) anchor(run);
  const { parked, outstanding } = run;
  const [tries, running] = [outstanding.size, run.inFlight.size];
  run.asleep = true;
  await condition(
    () =>
      alarm.rang() ||
      (run.log.length > 0 && run.parked === null) ||
      run.parked !== parked ||
      run.roused ||
      run.outstanding.size !== tries ||
      run.inFlight.size !== running ||
      mustRenew(run) ||
      isOver(run),
  );
  run.asleep = false;
  run.roused = false;
  run.commanded = false;
}

/**
 * Whether nothing is left to do for ever: closed, written, delivered, and nobody waits for an answer. A parent stays until
 * its last child has closed, so that its log tells how each of them ended.
 */
function isOver(run: CaseRun): boolean {
  return (
    run.state.status === "closed" &&
    !run.advance.hasOpenChild(run.state, null) &&
    run.log.length === 0 &&
    run.parked === null &&
    run.outstanding.size === 0 &&
    allHandlersFinished()
  );
}

/**
 * Whether the history is long enough for a fresh run. It goes by the length at the last turn: a refused action, which no
 * replay knows of, must not be what ends a run.
 */
function mustRenew(run: CaseRun): boolean {
  const idle = run.inFlight.size === 0 && run.log.length === 0;
  return (idle && run.historyLength > SLEEP_HISTORY) || isLong(run);
}

/** Whether even a busy case must go on in a fresh run, which takes along what is not written yet. */
function isLong(run: CaseRun): boolean {
  return run.historyLength > BUSY_HISTORY;
}

/**
 * Ends this run and starts the next with everything that matters. Running activities are waited for (two minutes at most),
 * since a delivery begun twice could not be told from one that was lost.
 */
async function renew(run: CaseRun): Promise<void> {
  run.draining = true;
  const idle = (): boolean => run.inFlight.size === 0 && allHandlersFinished();
  if (!idle() && !run.commanded) anchor(run);
  await condition(idle);
  await writeBehind(run);
  if (isOver(run)) return;
  await condition(allHandlersFinished);
  const interpreter = run.upgradeTo ?? run.input.interpreter;
  const next: CaseInput = { ...run.input, interpreter, created: null, snapshot: snapshotOf(run) };
  await continueAsNew<typeof caseWorkflow>(next);
}

function parkReason(error: unknown): ParkReason {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  return type === "fork" || type === "gap" ? type : "refused";
}
