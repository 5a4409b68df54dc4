import type { CaseEvent } from "../../engine/interpreter/event.js";
import type { Undelivered } from "./messages.js";
import type { CaseRun } from "./run.js";

/**
 * That a message did not arrive. It says which one it was where a transition may ask; cases of other workflows record no
 * more than they always have.
 */
export function failedEvent(
  run: CaseRun,
  { effect, why, template }: Omit<Undelivered, "attempt">,
): CaseEvent {
  const { transitions } = run.input.program;
  const isAsked = Object.values(transitions).some(({ on }) =>
    on?.some(({ event }) => event === "message_failed"),
  );
  const which = isAsked && template !== null ? { template } : {};
  return { type: "message_failed", at: Date.now(), effect, why, ...which };
}
