import { ApplicationFailure } from "@temporalio/common";
import type { CommitBatch } from "../../workflows/case/activities.js";
import { facetKeys } from "../definition/facets.js";
import type { Release } from "../definition/release.js";
import { countingBy } from "../sla/count-by.js";
import { CommitConflict, type CommitRequest, commitTurns } from "../store/commit.js";
import { refusedByStore } from "../store/refused.js";
import { releaseByNumber } from "../store/releases.js";
import { placingOf } from "../assignment/placing.js";
import { messageRows } from "./message-rows.js";
import type { EffectTools } from "./tools.js";

/**
 * Writes the turns of a case, once. Failures that repeating cannot mend carry the types `fork`, `gap` and `refused`;
 * everything else (no primary, time-out) is tried again by Temporal until it works.
 */
export async function commit(tools: EffectTools, batch: CommitBatch): Promise<void> {
  tools.reached("commit.before");
  const release = await releaseByNumber(tools.store, batch.release);
  try {
    await commitTurns(tools.store, commitRequest(tools, release, batch));
  } catch (error) {
    throw asFailure(tools, batch.caseId, error);
  }
  tools.reached("commit.after");
}

/** What is written of a batch, by the release that its case follows. */
export function commitRequest(
  tools: EffectTools,
  release: Release,
  { caseId, release: number, interpreter, turns }: CommitBatch,
): CommitRequest {
  const { workflows, calendars } = release.body;
  return {
    ...{ caseId, release: number, interpreter, turns },
    placingOf: (state) => placingOf(workflowOf(workflows, state.workflow), state),
    facetsOf: (state) => {
      const workflow = workflowOf(workflows, state.workflow);
      return workflow ? facetKeys(workflow, state.data) : [];
    },
    clocksOf: ({ workflow }) => ({
      clocks: workflowOf(workflows, workflow)?.clocks ?? {},
      count: countingBy(calendars),
    }),
    messagesOf: (turn, state, session) => {
      const workflow = workflowOf(workflows, state.workflow);
      return messageRows({ tools, release, workflow }, turn, state, session);
    },
  };
}

function workflowOf<T extends { id: string }>(workflows: readonly T[], id: string): T | undefined {
  return workflows.find((workflow) => workflow.id === id);
}

function asFailure(tools: EffectTools, caseId: string, error: unknown): unknown {
  if (error instanceof CommitConflict)
    return ApplicationFailure.nonRetryable(error.message, error.kind);
  if (refusedByStore(error)) {
    // The name alone: the text of such an error may quote what it refused.
    tools.log.error(
      { caseId, code: error instanceof Error ? error.name : "unknown" },
      "commit refused",
    );
    return ApplicationFailure.nonRetryable("refused by the store", "refused");
  }
  return error;
}
