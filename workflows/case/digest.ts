import type { CaseEvent } from "../../engine/interpreter/event.js";
import { measure } from "./recorded.js";
import { applyTo, type CaseRun } from "./run.js";

/** Applies an event that cannot be refused; one our code breaks on parks the case and is held for its repair. */
export function digest(run: CaseRun, event: CaseEvent): void {
  measure(run);
  try {
    applyTo(run, event);
  } catch {
    run.held.push(event);
    run.parked = "interpreter";
  }
}
