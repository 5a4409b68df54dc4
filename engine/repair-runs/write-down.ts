import { isAudited } from "../store/audit.js";
import type { RepairRunCaseDoc } from "../store/repair-run-cases.js";
import type { RepairRunDoc } from "../store/repair-runs.js";
import type { JobTools } from "../job-tools.js";

type Run = Pick<RepairRunDoc, "_id" | "how" | "reason" | "by" | "session">;

/** Writes into the audit trail that a case is about to be repaired. One that is begun twice is written down twice. */
export async function writeBefore(
  { audit, now }: Pick<JobTools, "audit" | "now">,
  run: Run,
  { caseId }: Pick<RepairRunCaseDoc, "caseId">,
): Promise<void> {
  await audit.add({ at: new Date(now()), what: "repairing", ...entryOf(run, caseId) });
}

/** Writes what has become of it, once, also when a process has died between that and the next step. */
export async function writeAfter(
  { store, audit, now }: Pick<JobTools, "store" | "audit" | "now">,
  run: Run,
  { caseId: subject, tries, begun }: Pick<RepairRunCaseDoc, "caseId" | "tries" | "begun">,
  what: "repaired" | "not_repaired",
): Promise<void> {
  if (tries > 0 && begun && (await isAudited(store, { subject, what, since: begun }))) return;
  await audit.add({ at: new Date(now()), what, ...entryOf(run, subject) });
}

function entryOf({ _id, how, reason, by, session }: Run, subject: string) {
  return {
    ...{ by, session, route: "startRepairRun", subjects: [subject], kinds: ["case"] },
    address: null,
    reason: `${reason === null ? how : `${how}: ${reason}`} (run ${_id})`,
  };
}
