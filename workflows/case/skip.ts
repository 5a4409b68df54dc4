import { condition } from "@temporalio/workflow";
import { contentHash } from "../../engine/definition/canonical.js";
import type { CaseEvent, EventType } from "../../engine/interpreter/event.js";
import type { CaseState } from "../../engine/interpreter/state.js";
import type { Turn } from "../../engine/interpreter/turn.js";
import type { CaseActivities } from "./activities.js";
import { anchor } from "./anchor.js";
import { digest } from "./digest.js";
import type { ActAnswer, SkipRequest, Stuck } from "./messages.js";
import { measure, refusedBy } from "./recorded.js";
import { REFUSED } from "./refused.js";
import { applyTo, type CaseRun, remember } from "./run.js";

/** A case cannot go past its beginning, a move, after which it follows another release, nor what says that something was skipped. */
const NEVER: ReadonlySet<EventType> = new Set<EventType>(["created", "moved", "skipped"]);

/**
 * What a parked case stands at, and can be let past; null when there is nothing of the kind. A log that contradicts the record is not
 * about one event, so only reloading helps there.
 */
export function stuckOf({
  parked,
  held,
  log,
  singly,
  movedFrom,
}: CaseRun): Stuck | "one_of_several" | null {
  if (parked !== "interpreter" && parked !== "refused") return null;
  if (parked === "refused" && movedFrom !== null) return null;
  if (parked === "refused" && !singly && log.length > 1) return "one_of_several";
  const event = parked === "refused" ? log[0]?.event : held[0];
  if (event === undefined || NEVER.has(event.type)) return null;
  return { event, why: parked, mark: contentHash(event) };
}

/** Refuses to skip what nobody was shown: of two who skip the same the second is refused. */
export function checkSkip(run: CaseRun, { requestId, mark }: SkipRequest): void {
  if (answeredBefore(run, requestId) === undefined) stuckAt(run, mark);
}

/** Lets the case past what it stands at, by a turn that says so, and answers with that turn. */
export async function answerSkip(
  run: CaseRun,
  activities: CaseActivities,
  request: SkipRequest,
): Promise<ActAnswer> {
  anchor(run);
  await condition(() => !run.committing && !run.mending);
  const before = answeredBefore(run, request.requestId);
  if (before !== undefined) return { turn: before, state: run.state };
  const { why } = stuckAt(run, request.mark);
  run.mending = true;
  try {
    const stored = why === "refused" ? await activities.stored(run.state.id) : null;
    const stuck = stuckAt(run, request.mark);
    const { turn } =
      why === "refused" ? pastTurn(run, request, stuck, stored) : pastHeld(run, request, stuck);
    remember(run, { requestId: request.requestId, turn });
    // The alarm ends before the case goes on, so that it can ring again at once when it stands at the next one.
    await activities.unpark(run.state.id);
    anchor(run);
    run.parked = run.held.length > 0 ? "interpreter" : null;
    run.alarmed = false;
    run.roused = true;
    return { turn, state: run.state };
  } finally {
    run.mending = false;
  }
}

/** Past an event that our code breaks on; what has come after it is tried again. */
function pastHeld(run: CaseRun, request: SkipRequest, stuck: Stuck): Turn {
  const turn = skipped(run, request, stuck);
  const [, ...later] = run.held.splice(0);
  for (const event of later) digest(run, event);
  return turn;
}

/**
 * Past a turn that the store refuses: the case goes back to what is stored, takes the skip for that turn, and takes what came after it
 * once more. Nothing of those turns has been begun, since effects begin once they are written; their numbers stay.
 */
function pastTurn(
  run: CaseRun,
  request: SkipRequest,
  stuck: Stuck,
  stored: CaseState | null,
): Turn {
  const [first, ...later] = run.log;
  if (stored === null || first?.turn !== stored.turn + 1) throw refusedBy(REFUSED.changed);
  const { state, log, logBytes } = run;
  Object.assign(run, { state: stored, log: [], logBytes: 0 });
  try {
    const turn = skipped(run, request, stuck);
    // The same request, should it come again, is not answered by a turn that was skipped.
    run.answered = run.answered.filter((answered) => answered.turn !== turn.turn);
    for (const { event } of later) digest(run, event);
    return turn;
  } catch (error) {
    Object.assign(run, { state, log, logBytes });
    throw error;
  }
}

function skipped(
  run: CaseRun,
  { reason, actor, requestId }: SkipRequest,
  { event: what, why }: Stuck,
): Turn {
  measure(run);
  const event: CaseEvent = { type: "skipped", at: Date.now(), what, why, reason, actor, requestId };
  try {
    return applyTo(run, event);
  } catch {
    throw refusedBy(REFUSED.interpreter);
  }
}

function stuckAt(run: CaseRun, mark: string): Stuck {
  const stuck = stuckOf(run);
  if (stuck === null || stuck === "one_of_several" || stuck.mark !== mark)
    throw refusedBy(REFUSED.changed);
  return stuck;
}

function answeredBefore(run: CaseRun, requestId: string): number | undefined {
  return run.answered.find((answered) => answered.requestId === requestId)?.turn;
}
