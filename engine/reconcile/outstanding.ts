import type { CaseEvent } from "../interpreter/event.js";
import type { CaseState } from "../interpreter/state.js";
import type { EventDoc } from "../store/events.js";
import type { Answered, Outstanding } from "../../workflows/case/run.js";
import { KEPT_ANSWERS } from "../../workflows/case/limits.js";

/** A turn as the log has it. */
export type LoggedTurn = Pick<EventDoc, "turn" | "event" | "effects">;

/** What is known of the calls of an alert: how many were made, and when the last. */
export type CallsMade = ReadonlyMap<string, { readonly made: number; readonly last: number }>;

/**
 * What a case has asked for and got no answer to, by its log: what it asks again when it goes on from there. Each may be done twice
 * without harm, but for messages: those are held back after a restore, and never sent again by themselves.
 */
export function outstandingIn(
  log: readonly LoggedTurn[],
  { alerts }: Pick<CaseState, "alerts">,
  calls: CallsMade,
): readonly Outstanding[] {
  const open = new Map<string, Outstanding>();
  for (const { event, effects } of log) {
    const answered = answeredBy(event);
    if (answered !== null) open.delete(answered);
    for (const effect of effects) {
      if (effect.kind === "send_message") continue;
      if (effect.kind !== "alert") open.set(effect.id, { effect, attempt: 1, notBefore: 0 });
      else if (alerts !== undefined && Object.hasOwn(alerts, effect.id)) {
        const { made, last } = calls.get(effect.id) ?? { made: 0, last: 0 };
        if (made > 0 && effect.everyMs === null) continue;
        const notBefore = made === 0 ? 0 : last + (effect.everyMs ?? 0);
        open.set(effect.id, { effect, attempt: made + 1, notBefore });
      }
    }
  }
  return [...open.values()];
}

/** The last requests of people with their turns, so that a repeat is known. */
export function answeredIn(log: readonly LoggedTurn[]): readonly Answered[] {
  return log
    .flatMap(({ turn, event }) =>
      "requestId" in event ? [{ requestId: event.requestId, turn }] : [],
    )
    .slice(-KEPT_ANSWERS);
}

/** The effect whose answer an event is: every answer names its effect, and what ends an alert names that. */
function answeredBy(event: CaseEvent): string | null {
  if ("effect" in event) return event.effect;
  return "alert" in event ? event.alert : null;
}
