import type { AssignmentEvent } from "../event.js";
import type { CaseState } from "../state.js";

/** What tells a case that it is meant: kind and place in line. */
type Meant = Pick<AssignmentEvent, "type" | "place">;

/** Whether a case still waits for what its queue has to say: it stands at this place in line, and has not been told before. */
export function awaits(state: CaseState, { type, place }: Meant): boolean {
  const isWaiting = state.status === "open" && state.assignee === null && state.queuedAt === place;
  return isWaiting && (type === "assigned" || state.unattended !== place);
}

/** The case with what its queue says: given to a person, or noted that nobody was free. */
export function withAssignment(state: CaseState, event: AssignmentEvent): CaseState {
  return event.type === "assigned"
    ? { ...state, assignee: event.person }
    : { ...state, unattended: event.place };
}
