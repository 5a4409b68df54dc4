import type { Logger } from "pino";
import { eraseCase, type EraseTools } from "../cases/erase.js";
import { readKeep } from "../definition/retention.js";
import type { Workflow } from "../definition/workflow.js";
import { CasewrightError } from "../protocol/errors.js";
import type { AuditEntry, AuditTrail } from "../store/audit.js";
import { eraseContactData } from "../store/erasure.js";
import { currentRelease } from "../store/releases.js";
import { hasCases, retentionConsents } from "../store/retention.js";
import { keptEnough, type KeptCase } from "./plan.js";

/** What erasing by the clock needs of the world. */
export type RetentionTools = EraseTools & {
  readonly audit: AuditTrail;
  readonly log: Logger;
};

/** Route under which the audit trail names what is erased by the clock. */
export const RETENTION = "retention";

/**
 * Erases every case that has been kept long enough, of the workflows for which somebody has agreed to exactly the time that the
 * newest release defines. A contact whose last case goes is erased with it. What cannot be erased now (it still runs, it is on hold)
 * stays for the next time; a sweep that dies is made up for by the next.
 * @returns how many cases were erased
 */
export async function sweepRetention(tools: RetentionTools): Promise<number> {
  const { workflows } = (await currentRelease(tools.store)).body;
  const agreed = new Map((await retentionConsents(tools.store)).map((row) => [row._id, row.keep]));
  let erased = 0;
  for (const workflow of workflows)
    if (workflow.retention && agreed.get(workflow.id) === workflow.retention.keep)
      erased += await sweepWorkflow(tools, workflow);
  return erased;
}

async function sweepWorkflow(tools: RetentionTools, workflow: Workflow): Promise<number> {
  const { id, retention } = workflow;
  const keep = readKeep(retention?.keep ?? "");
  if (!keep) return 0;
  const due = await keptEnough(tools.store, { workflow: id, keep, at: tools.now() });
  let erased = 0;
  for (const each of due)
    if (!each.ended.heldAt && (await eraseOne(tools, each, retention?.keep ?? ""))) erased += 1;
  return erased;
}

/** Erases one case, and its contact when it was the last. What is refused is told, not thrown: the others have their time too. */
async function eraseOne(
  tools: RetentionTools,
  { ended: { _id: caseId, contact } }: KeptCase,
  keep: string,
): Promise<boolean> {
  try {
    await eraseCase(tools, {
      caseId,
      extent: "case",
      announce: (ids) => tools.audit.add(entry(tools, ids, keep)),
    });
  } catch (error) {
    if (!(error instanceof CasewrightError) || error.code === "unavailable") throw error;
    tools.log.warn({ caseId, code: error.code }, "kept for longer than agreed");
    return false;
  }
  if (contact !== null && !(await hasCases(tools.store, contact))) {
    await tools.audit.add(entry(tools, [contact], keep));
    await eraseContactData(tools.store, contact, new Date(tools.now()));
  }
  return true;
}

function entry({ now }: RetentionTools, subjects: readonly string[], keep: string): AuditEntry {
  return {
    ...{ at: new Date(now()), what: "erased", by: null, session: null, route: RETENTION },
    ...{ subjects: [...subjects], kinds: ["case"], address: null, reason: `Kept for ${keep}` },
  };
}
