import type { Caller } from "../api/caller.js";
import { seesCase } from "../api/case-scope.js";
import { repairPreview } from "../cases/repair-preview.js";
import { CasewrightError } from "../protocol/errors.js";
import type { WhyNotRepaired } from "../protocol/repair-run.js";
import { repairedCase } from "../store/parkings.js";
import { noteRepairRunCase, type RepairRunCaseDoc } from "../store/repair-run-cases.js";
import type { RepairRunDoc } from "../store/repair-runs.js";
import { askCase, type Asked } from "./ask-case.js";
import type { JobTools } from "../job-tools.js";
import { whyNot } from "./why-not.js";
import { writeAfter, writeBefore } from "./write-down.js";

/** A case is asked this often, a little later each time, before it is left alone. */
const TRIES = 10;
const TRY_AGAIN_MS = 2_000;

/** A run, and who has started it as far as they may still repair anything; null when they may not. */
type OnBehalf = { readonly run: RepairRunDoc; readonly person: Caller | null };

/** Repairs one case of a run, and writes down what became of it. */
export async function repairOne(
  tools: JobTools,
  { run, person }: OnBehalf,
  row: RepairRunCaseDoc,
): Promise<void> {
  const { store, now } = tools;
  const { _id, tries } = row;
  await noteRepairRunCase(store, _id, { tries: tries + 1 });
  const asked =
    (await refused(tools, { run, person }, row)) ?? (await ask(tools, { run, person }, row));
  const at = new Date(now());
  if (asked.outcome !== "later") await noteRepairRunCase(store, _id, { ...asked, at });
  else if (tries + 1 >= TRIES)
    await noteRepairRunCase(store, _id, { outcome: "not_done", why: "no_answer", at });
  else {
    const pause = TRY_AGAIN_MS * (tries + 1);
    await noteRepairRunCase(store, _id, { notBefore: new Date(at.getTime() + pause) });
  }
}

/**
 * Asks a case that may be repaired. That is written down first; a case that was begun before a process died is asked again under the
 * same name, without being looked at anew, because it may have done it.
 */
async function ask(
  tools: JobTools,
  { run, person }: OnBehalf,
  row: RepairRunCaseDoc,
): Promise<Asked> {
  const begun = row.begun ?? new Date(tools.now());
  if (row.begun === null) {
    await writeBefore(tools, run, row);
    await noteRepairRunCase(tools.store, row._id, { begun });
  }
  tools.reached("repair.after_begin");
  const asked = await askCase(tools, run, row, {
    ...{ id: run.by, roles: person?.user.roles ?? [] },
  });
  if (asked.outcome === "later") return asked;
  tools.reached("repair.mid");
  const what = asked.outcome === "done" ? "repaired" : "not_repaired";
  await writeAfter(tools, run, { ...row, begun }, what);
  tools.reached("repair.after_audit");
  return asked;
}

/** What keeps a case from being repaired before it was begun; null when nothing does. */
async function refused(
  { store, temporal, log }: JobTools,
  { run, person }: OnBehalf,
  { caseId, begun, ...shown }: RepairRunCaseDoc,
): Promise<Asked | null> {
  if (begun !== null) return null;
  const doc = await repairedCase(store, caseId);
  if (doc === null) return notDone("over");
  if (person === null || !seesCase(person, doc)) return notDone("not_theirs");
  try {
    const preview = await repairPreview({ temporal }, doc, () => Promise.resolve(""));
    const why = whyNot(run.how, shown, { since: doc.parked?.at ?? null, preview });
    return why === null ? null : notDone(why);
  } catch (error) {
    const code = error instanceof CasewrightError ? error.code : "failed";
    log.warn({ caseId, code }, "a case could not be looked at before its repair");
    return { outcome: "later" };
  }
}

function notDone(why: WhyNotRepaired): Asked {
  return { outcome: "not_done", why };
}
