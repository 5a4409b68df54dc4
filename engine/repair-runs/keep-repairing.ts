import { asUser } from "../api/auth/callers.js";
import { type Caller, callerOf } from "../api/caller.js";
import { type Regular, regularly } from "../regularly.js";
import { isStoreDown } from "../store/down.js";
import { currentRelease } from "../store/releases.js";
import { casesOfRepairRuns, nextOfRepairRun, repairCounts } from "../store/repair-run-cases.js";
import {
  claimRepairRun,
  keepRepairRun,
  leaveRepairRun,
  type RepairRunDoc,
  type RunLease,
  turnRepairRun,
} from "../store/repair-runs.js";
import type { Store } from "../store/store.js";
import { userById } from "../store/users.js";
import { repairOne } from "./repair-one.js";
import type { JobTools } from "../job-tools.js";

/** Time between two handfuls, and between two looks for a run that nobody works at. */
const LOOK_EVERY_MS = 500;

/** Time for which others leave a run alone after its holder has last said that it is at it, and how often it says so. */
const LEASE_MS = 8_000;
const SAY_EVERY_MS = 2_000;

/** Cases that are repaired at the same time: one handful after the other, so that what people do goes before. */
const HANDFUL = 8;

/**
 * Works at runs of repairs until stopped, a handful of the run that has waited longest at a time: one process of all at each run, and
 * another one once that has died.
 */
export function keepRepairing(tools: JobTools, holder: string): Regular {
  return regularly(LOOK_EVERY_MS, () =>
    repairNext(tools, holder).catch((error: unknown) => {
      const code = isStoreDown(error) ? "store_down" : "failed";
      tools.log.warn({ code }, "cases are not being repaired");
    }),
  );
}

async function repairNext(tools: JobTools, holder: string): Promise<void> {
  const { store, now } = tools;
  const run = await claimRepairRun(store, lease(tools, holder));
  if (!run) return;
  const saying = regularly(SAY_EVERY_MS, async () => {
    await keepRepairRun(store, run._id, lease(tools, holder)).catch(() => undefined);
  });
  try {
    await handful(tools, run);
  } finally {
    await saying.stop();
    await leaveRepairRun(store, run._id, { holder, now: new Date(now()) });
  }
}

function lease({ now }: Pick<JobTools, "now">, holder: string): RunLease {
  const at = now();
  return { holder, now: new Date(at), until: new Date(at + LEASE_MS) };
}

/** Decides the next few cases of a run, or that it rests or is done. */
async function handful(tools: JobTools, run: RepairRunDoc): Promise<void> {
  const { store, now } = tools;
  const { _id, until } = run;
  const { waiting, done, not_done } = repairCounts(await casesOfRepairRuns(store, [_id]));
  const left = until === null ? HANDFUL : until - done - not_done;
  if (waiting === 0 || left <= 0) {
    await turnRepairRun(store, _id, ["running"], { standing: waiting === 0 ? "done" : "resting" });
    return;
  }
  const limit = Math.min(HANDFUL, left);
  const next = await nextOfRepairRun(store, _id, { now: new Date(now()), limit });
  if (next.length === 0) return;
  const person = await personOf(store, run);
  await Promise.all(next.map((row) => repairOne(tools, { run, person }, row)));
}

/** Who has started a run, with what they may do now; null for somebody who may not repair cases any more. */
async function personOf(store: Store, { by, session }: RepairRunDoc): Promise<Caller | null> {
  const user = await userById(store, by);
  if (!user?.active) return null;
  const { organisation } = (await currentRelease(store)).body;
  const caller = callerOf(asUser(user), session, organisation);
  return caller.permissions.has("case.repair") ? caller : null;
}
