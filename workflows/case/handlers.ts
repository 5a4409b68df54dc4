import { ApplicationFailure, condition, patched, setHandler } from "@temporalio/workflow";
import type { CaseEvent } from "../../engine/interpreter/event.js";
import type { CaseActivities } from "./activities.js";
import { anchor, anchorIfBusy } from "./anchor.js";
import { failedEvent } from "./failed-event.js";
import { EVENT_BYTES, sizeOf, storable } from "./limits.js";
import {
  assignment,
  acknowledge,
  type AcknowledgeRequest,
  act,
  type ActAnswer,
  type ActRequest,
  type CaseView,
  messageReceived,
  move,
  type MoveRequest,
  repair,
  type RepairRequest,
  resend,
  type ResendRequest,
  skip,
  type SkipRequest,
  told,
  undelivered,
  type Undelivered,
  upgrade,
  view,
} from "./messages.js";
import { answerMove, checkMove } from "./move.js";
import { digest } from "./digest.js";
import { isBehind, measure, refusedBy } from "./recorded.js";
import { REFUSED } from "./refused.js";
import { applyTo, calls, type CaseRun, isParked, remember } from "./run.js";
import { answerSkip, checkSkip, stuckOf } from "./skip.js";

/** Connects the outside to a run. Called once `created` has been applied, so that nothing can come before it. */
export function setHandlers(run: CaseRun, activities: CaseActivities): void {
  setHandler(act, (request: ActRequest) => answerAct(run, request), {
    validator: (request: ActRequest) => {
      checkAct(run, request);
    },
  });
  setHandler(acknowledge, (request: AcknowledgeRequest) => answerAcknowledge(run, request), {
    validator: (request: AcknowledgeRequest) => {
      checkAcknowledge(run, request);
    },
  });
  setHandler(resend, (request: ResendRequest) => answerResend(run, request), {
    validator: (request: ResendRequest) => {
      checkResend(run, request);
    },
  });
  setHandler(move, (request: MoveRequest) => answerMove(run, request), {
    validator: (request: MoveRequest) => {
      checkMove(run, request);
    },
  });
  setHandler(messageReceived, (message) => {
    anchorIfBusy(run);
    digest(run, { type: "message_received", at: Date.now(), message });
  });
  setHandler(assignment, (told) => {
    const isMeant = run.advance.awaits(run.state, told);
    if (isMeant) anchorIfBusy(run);
    else anchor(run);
    if (isMeant) digest(run, { ...told, at: Date.now() });
  });
  setHandler(undelivered, (one) => {
    noteUndelivered(run, one);
  });
  setHandler(told, (news) => {
    anchorIfBusy(run);
    digest(run, { ...news, at: Date.now() });
  });
  setHandler(upgrade, (number) => {
    anchor(run);
    run.upgradeTo = number;
  });
  setHandler(repair, (request) => answerRepair(run, activities, request), {
    validator: (_request: RepairRequest) => {
      if (!isParked(run))
        throw ApplicationFailure.nonRetryable("not parked", REFUSED.notAllowed, { allowed: [] });
    },
  });
  setHandler(skip, (request: SkipRequest) => answerSkip(run, activities, request), {
    validator: (request: SkipRequest) => {
      checkSkip(run, request);
    },
  });
  setHandler(view, () => viewOf(run));
}

/** Takes note that a message did not arrive after all. A repeat is known by the answer that is remembered of the first. */
function noteUndelivered(run: CaseRun, told: Undelivered): void {
  const requestId = `undelivered ${told.effect}.${String(told.attempt)}`;
  if (run.answered.some((answered) => answered.requestId === requestId)) {
    anchor(run);
    return;
  }
  anchorIfBusy(run);
  remember(run, { requestId, turn: run.state.turn + 1 });
  digest(run, failedEvent(run, told));
}

/**
 * Refuses what must not be recorded: repeats pass, everything else has to be allowed, bounded and storable.
 * Synchronous, as Temporal asks of validators; a refused action leaves no trace in history.
 */
function checkAct(run: CaseRun, request: ActRequest): void {
  if (run.answered.some(({ requestId }) => requestId === request.requestId)) return;
  if (isParked(run)) throw refusedBy(REFUSED.parked);
  if (isBehind(run)) throw ApplicationFailure.retryable("the store is behind", REFUSED.behind);
  if (sizeOf(request) > EVENT_BYTES) throw refusedBy(REFUSED.tooLarge);
  if (!storable(request.input)) throw refusedBy(REFUSED.unstorable);
  const refusal = run.advance.refusal(run.input.program, run.state, eventOf(request));
  if (refusal === null) return;
  switch (refusal.code) {
    case "closed":
      throw refusedBy(REFUSED.closed);
    case "changed":
      throw refusedBy(REFUSED.changed);
    case "not_allowed":
      throw ApplicationFailure.nonRetryable("not allowed", REFUSED.notAllowed, refusal);
  }
}

/** Of all who acknowledge an alert the first is recorded; the others are refused, and told by the store who it was. */
function checkAcknowledge(run: CaseRun, { alert, requestId }: AcknowledgeRequest): void {
  if (run.answered.some((answered) => answered.requestId === requestId)) return;
  if (isParked(run)) throw refusedBy(REFUSED.parked);
  if (isBehind(run)) throw ApplicationFailure.retryable("the store is behind", REFUSED.behind);
  if (!calls(run, alert)) throw refusedBy(REFUSED.changed);
}

/** A message that is on its way again is not sent a third time at once. */
function checkResend(run: CaseRun, { effect: message, requestId }: ResendRequest): void {
  if (run.answered.some((answered) => answered.requestId === requestId)) return;
  if (isParked(run)) throw refusedBy(REFUSED.parked);
  if (run.state.status === "closed") throw refusedBy(REFUSED.closed);
  if (isBehind(run)) throw ApplicationFailure.retryable("the store is behind", REFUSED.behind);
  const effects = [...run.outstanding.values()].map(({ effect }) => effect);
  const asked = [...effects, ...run.log.flatMap((turn) => turn.effects)];
  const isUnderWay = asked.some(
    (effect) =>
      effect.id === message || (effect.kind === "resend_message" && effect.message === message),
  );
  if (isUnderWay) throw refusedBy(REFUSED.changed);
}

function answerResend(run: CaseRun, request: ResendRequest): ActAnswer {
  measure(run);
  const { requestId } = request;
  const before = run.answered.find((answered) => answered.requestId === requestId);
  if (before) return { turn: before.turn, state: run.state };
  try {
    const { turn } = applyTo(run, { ...request, type: "message_resent", at: Date.now() });
    remember(run, { requestId, turn });
    return { turn, state: run.state };
  } catch {
    throw refusedBy(REFUSED.interpreter);
  }
}

function answerAcknowledge(
  run: CaseRun,
  { alert, actor, requestId }: AcknowledgeRequest,
): ActAnswer {
  measure(run);
  const before = run.answered.find((answered) => answered.requestId === requestId);
  if (before) return { turn: before.turn, state: run.state };
  const { team = "", level = "info" } = run.state.alerts?.[alert] ?? {};
  const at = Date.now();
  const event = { type: "alert_acknowledged", at, alert, team, level, actor, requestId } as const;
  try {
    const { turn } = applyTo(run, event);
    remember(run, { requestId, turn });
    return { turn, state: run.state };
  } catch {
    throw refusedBy(REFUSED.interpreter);
  }
}

function answerAct(run: CaseRun, request: ActRequest): ActAnswer {
  measure(run);
  const before = run.answered.find(({ requestId }) => requestId === request.requestId);
  if (before) return { turn: before.turn, state: run.state };
  try {
    const { turn } = applyTo(run, eventOf(request));
    remember(run, { requestId: request.requestId, turn });
    return { turn, state: run.state };
  } catch {
    throw refusedBy(REFUSED.interpreter);
  }
}

async function answerRepair(
  run: CaseRun,
  activities: CaseActivities,
  request: RepairRequest,
): Promise<CaseView> {
  // Histories of before, in which a repair left no command, are replayed as they were.
  const leavesCommands = patched("repair-leaves-commands");
  if (leavesCommands) anchor(run);
  const rouses = patched("repair-rouses");
  await condition(() => !run.committing && !run.mending);
  run.mending = true;
  try {
    if (request.how === "reload") await reload(run, activities);
    // The alarm ends before the case goes on, so that it can ring again at once when the repair did not help.
    await activities.unpark(run.state.id);
    if (leavesCommands) anchor(run);
    run.parked = null;
    run.alarmed = false;
    for (const event of run.held.splice(0)) digest(run, event);
    run.roused = rouses;
    return viewOf(run);
  } finally {
    run.mending = false;
  }
}

/** Forgets turns that were never stored and goes on from what the store has; what people were told of them is in the alarm. */
async function reload(run: CaseRun, activities: CaseActivities): Promise<void> {
  const stored = await activities.stored(run.state.id);
  if (stored === null) return;
  run.state = stored;
  // A move that was never stored is forgotten too: the case goes on where it was.
  if (run.movedFrom !== null) run.input = { ...run.input, ...run.movedFrom };
  run.movedFrom = null;
  // The same request, should it come again, is not answered by a turn that is forgotten.
  run.answered = run.answered.filter(({ turn }) => turn <= stored.turn);
  run.log = [];
  run.logBytes = 0;
}

function eventOf(request: ActRequest): Extract<CaseEvent, { type: "acted" }> {
  return { ...request, type: "acted", at: Date.now() };
}

function viewOf(run: CaseRun): CaseView {
  return {
    state: run.state,
    uncommitted: run.log.length,
    outstanding: run.outstanding.size,
    parked: run.parked,
    stuck: stuckOf(run),
    interpreter: run.input.interpreter,
  };
}
