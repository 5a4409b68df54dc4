import type { Client } from "@temporalio/client";
import { caseBundle } from "../../engine/case-worker.js";
import { isBegun, type Recorded } from "./history.js";
import { readableHistory } from "./readable.js";
import { replay, type Replayed } from "./replay.js";

/** Histories replayed in one go; a bound on memory. */
const BATCH = 100;

/**
 * Replays the history of every run of every case on today's code. A worker does so whenever it lost a case from memory,
 * so a history that comes out otherwise is a case that is going to stand still, or to forget what it answered.
 *
 * @param query which workflows, in Temporal's list filter; all of them when empty. They are to be quiet: a turn that waits
 *   to be committed is in no history yet.
 */
export async function replayAll(client: Client, query = ""): Promise<Replayed> {
  const bundle = await caseBundle();
  const all: Replayed[] = [];
  let batch: Recorded[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) all.push(await replay(bundle, batch));
    batch = [];
  };
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const history = await readableHistory(client, workflowId, runId);
    if (isBegun(history)) batch.push({ name: `${workflowId} ${runId}`, history });
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return {
    broken: all.flatMap(({ broken }) => broken),
    changed: all.flatMap(({ changed }) => changed),
    otherInputs: all.flatMap(({ otherInputs }) => otherInputs),
    turns: all.reduce((sum, { turns }) => sum + turns, 0),
  };
}
