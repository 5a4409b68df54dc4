import type { AlertEffect } from "../../engine/interpreter/effect.js";
import type { CaseActivities } from "./activities.js";
import { digest } from "./digest.js";
import { calls, type CaseRun } from "./run.js";

/** A call that is due. */
type Due = {
  readonly effect: AlertEffect;
  /** From 1. */
  readonly attempt: number;
  /** Epoch milliseconds; 0 for the first call, which is due at once. */
  readonly notBefore: number;
};

/**
 * Makes one call of an alert and sets the next. Calls are due at fixed distances from the first; those that an outage has
 * passed over are made up for by one.
 */
export async function call(
  run: CaseRun,
  activities: CaseActivities,
  { effect, attempt, notBefore }: Due,
): Promise<void> {
  const { id, team, level, everyMs } = effect;
  const due = notBefore === 0 ? Date.now() : notBefore;
  const answer = await activities.callTeam({ caseId: run.input.id, effect, attempt });
  run.outstanding.delete(id);
  if (answer.status === "called")
    for (const message of answer.messages)
      run.outstanding.set(message.id, {
        effect: { kind: "page", ...message },
        attempt: 1,
        notBefore: 0,
      });
  if (!calls(run, id)) return;
  if (answer.status === "over") {
    const why = attempt === 1 ? "nobody" : "silence";
    digest(run, { type: "alert_unanswered", at: Date.now(), alert: id, team, level, why });
  } else if (everyMs !== null) {
    const next = { effect, attempt: attempt + 1, notBefore: nextCall(due, everyMs, Date.now()) };
    run.outstanding.set(id, next);
  }
}

/** The first instant of the series that lies ahead. */
function nextCall(due: number, everyMs: number, now: number): number {
  return due + everyMs * (Math.floor(Math.max(0, now - due) / everyMs) + 1);
}
