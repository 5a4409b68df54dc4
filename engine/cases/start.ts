import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from "@temporalio/common";
import type { Release } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import { CURRENT_INTERPRETER } from "../interpreter/index.js";
import { type CaseProgram, slim } from "../interpreter/slim.js";
import type { CaseInput } from "../../workflows/case/messages.js";
import { SHOWN } from "../../workflows/case/shown.js";
import { countingSince } from "../sla/counting-since.js";
import { calendarsFor } from "../sla/case-calendars.js";
import { asUnavailable, isStarted } from "./failures.js";
import type { CaseTools } from "./tools.js";

/** What a case of this workflow runs on when it starts at this instant (epoch milliseconds). */
export function programAt({ body }: Release, workflow: Workflow, at: number): CaseProgram {
  return slim(workflow, calendarsFor(body, workflow, { from: at, now: at }));
}

/** Name under which Temporal knows the workflow of a case. */
export const CASE_WORKFLOW = "caseWorkflow";

/** A case to start, pinned to a release. */
export type StartCase = {
  readonly release: Release;
  readonly workflow: Workflow;
  readonly created: NonNullable<CaseInput["created"]>;
};

/**
 * Starts the workflow of a case. An id that was used before is never used again: a second start changes nothing and is
 * told from the first by its answer.
 * @throws CasewrightError `unavailable` when Temporal is down
 */
export async function startCase(
  tools: Pick<CaseTools, "temporal" | "taskQueue" | "now">,
  { release, workflow, created }: StartCase,
): Promise<"started" | "exists"> {
  const input: CaseInput = {
    id: created.id,
    program: programAt(release, workflow, tools.now()),
    release: release.number,
    interpreter: CURRENT_INTERPRETER,
    created,
    snapshot: null,
  };
  try {
    await tools.temporal.workflow.start(CASE_WORKFLOW, {
      workflowId: created.id,
      taskQueue: tools.taskQueue,
      args: [input],
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      staticSummary: `${SHOWN}${workflow.name} ${created.id}`,
    });
    return "started";
  } catch (error) {
    if (isStarted(error)) return "exists";
    throw asUnavailable(error);
  }
}

/** A case that goes on from a snapshot. */
export type RestartCase = {
  readonly release: Release;
  readonly workflow: Workflow;
  readonly interpreter: number;
  readonly snapshot: NonNullable<CaseInput["snapshot"]>;
};

/**
 * Starts the workflow of a case anew under its id, from a snapshot. What ran under this id must have ended.
 * @throws CasewrightError `unavailable` when Temporal is down
 */
export async function restartCase(
  tools: Pick<CaseTools, "temporal" | "taskQueue" | "now">,
  { release, workflow, interpreter, snapshot }: RestartCase,
): Promise<void> {
  const { id } = snapshot.state;
  const now = tools.now();
  const from = countingSince(snapshot.state) ?? now;
  const program = slim(workflow, calendarsFor(release.body, workflow, { from, now }));
  const input: CaseInput = {
    ...{ id, program, release: release.number, interpreter, created: null, snapshot },
  };
  try {
    await tools.temporal.workflow.start(CASE_WORKFLOW, {
      workflowId: id,
      taskQueue: tools.taskQueue,
      args: [input],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      staticSummary: `${SHOWN}${workflow.name} ${id}`,
    });
  } catch (error) {
    throw asUnavailable(error);
  }
}
