import { ApplicationFailure } from "@temporalio/workflow";
import type { EffectKind } from "../../engine/interpreter/effect.js";
import type { ActAnswer, MoveRequest } from "./messages.js";
import { isBehind, measure, refusedBy } from "./recorded.js";
import { REFUSED } from "./refused.js";
import { applyTo, type CaseRun, isParked, remember } from "./run.js";

/**
 * Refuses a move of which not everything is as it was when it was planned: what is done to a case is what somebody was shown.
 * While the case waits for an answer that only the present release understands it stays there.
 */
export function checkMove(run: CaseRun, { requestId, turn, from }: MoveRequest): void {
  if (run.answered.some((answered) => answered.requestId === requestId)) return;
  if (isParked(run)) throw refusedBy(REFUSED.parked);
  if (run.state.status === "closed") throw refusedBy(REFUSED.closed);
  if (isBehind(run) || run.movedFrom !== null)
    throw ApplicationFailure.retryable("the store is behind", REFUSED.behind);
  if (run.input.release !== from.release || run.state.turn !== turn)
    throw refusedBy(REFUSED.changed);
  if (isUnderWay(run)) throw refusedBy(REFUSED.underWay);
}

/** Moves the case, and answers with its turn: from the next event on it follows the other release. */
export function answerMove(run: CaseRun, request: MoveRequest): ActAnswer {
  measure(run);
  const { requestId } = request;
  const before = run.answered.find((answered) => answered.requestId === requestId);
  if (before) return { turn: before.turn, state: run.state };
  const { program, turn: _seen, ...what } = request;
  const left = { program: run.input.program, release: run.input.release };
  run.input = { ...run.input, program, release: request.to.release };
  try {
    const { turn } = applyTo(run, { ...what, type: "moved", at: Date.now() });
    run.movedFrom = left;
    remember(run, { requestId, turn });
    return { turn, state: run.state };
  } catch {
    run.input = { ...run.input, ...left };
    throw refusedBy(REFUSED.interpreter);
  }
}

/** Effects that end by themselves, whatever the case follows meanwhile: messages that are written already. */
const ON_THEIR_WAY: ReadonlySet<EffectKind | "page"> = new Set<EffectKind | "page">([
  "send_message",
  "resend_message",
]);

function isUnderWay({ outstanding, log }: CaseRun): boolean {
  const asked = [...outstanding.values()].map(({ effect }) => effect);
  const effects = [...asked, ...log.flatMap((turn) => turn.effects)];
  return effects.some(({ kind }) => !ON_THEIR_WAY.has(kind));
}
