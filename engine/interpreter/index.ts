import * as v1 from "./v1/index.js";

/** One frozen version of the interpreter. */
export type Interpreter = typeof v1;

/**
 * Every interpreter that a case may still run on, by number. A number never changes its meaning: a case names its number
 * in its input and moves to a newer one only at continue-as-new (rule of durability 6).
 */
export const INTERPRETERS: { readonly [number: number]: Interpreter } = { 1: v1 };

/** The number new cases start on. */
export const CURRENT_INTERPRETER = 1;

/** Looks an interpreter up. @throws RangeError when the number is not shipped any more */
export function interpreter(number: number): Interpreter {
  const found = INTERPRETERS[number];
  if (!found) throw new RangeError(`There is no interpreter ${String(number)}`);
  return found;
}

export type { AlertEffect, Effect, EffectKind, Outcome, Refusal, StatePatch } from "./effect.js";
export type {
  Actor,
  AssignmentEvent,
  CaseEvent,
  CaseMessage,
  EventType,
  WhyAssigned,
  WhyNobody,
} from "./event.js";
export { applyPatch } from "./patch.js";
export { slim, type CaseProgram } from "./slim.js";
export { type CaseContact, type CaseState, type OpenAlert, type RunningClock } from "./state.js";
export { turnOf, type Turn } from "./turn.js";
