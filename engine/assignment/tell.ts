import { WorkflowNotFoundError } from "@temporalio/client";
import type { QueueEntryDoc } from "../store/queue-entries.js";
import type { Assignment } from "../../workflows/case/messages.js";
import type { AssignmentTools } from "./tools.js";

/** Time one call to Temporal gets. */
const CALL_TIMEOUT_MS = 4_000;

/**
 * Tells a case whom it was given to, or that nobody is free. May come twice, and does when it may have failed: what was
 * given stands in the entry until the case has written it, and the case takes it once.
 */
export async function tell(
  { effects: { log }, temporal }: AssignmentTools,
  entry: QueueEntryDoc,
): Promise<void> {
  const told = assignmentOf(entry);
  if (told === null) return;
  const { caseId } = entry;
  try {
    await temporal.withDeadline(Date.now() + CALL_TIMEOUT_MS, () =>
      temporal.workflow.getHandle(caseId).signal<[Assignment]>("assignment", told),
    );
  } catch (error) {
    const code = error instanceof WorkflowNotFoundError ? "gone" : "unavailable";
    log.warn({ caseId, code }, "a case could not be told whom it is given to");
  }
}

function assignmentOf({ queue, entryTurn: place, given, nobody }: QueueEntryDoc) {
  if (given !== null) {
    const { person, why } = given;
    return { type: "assigned", queue, place, person, why } as const;
  }
  return nobody === null
    ? null
    : ({ type: "nobody_available", queue, place, why: nobody.why } as const);
}
