import { type AuditEntry, type AuditTrail, isAudited } from "../store/audit.js";
import type { RampDoc } from "../store/ramps.js";
import type { Store } from "../store/store.js";

/** Who did a step and by which call; nobody and `stopRule` for what a rule did by itself. */
export type StepBy = Pick<AuditEntry, "by" | "session" | "route" | "address">;

const WHAT = {
  started: "started",
  widened: "widened",
  stopped: "stopped by its rule",
  taken_back: "taken back",
  finished: "finished",
} as const;

/** Writes the last step of a ramp into the audit trail, once: what, who, why, when. */
export async function writeDown(
  { store, audit }: { readonly store: Store; readonly audit: AuditTrail },
  ramp: RampDoc,
  who: StepBy,
): Promise<void> {
  const step = ramp.steps.at(-1);
  const { _id: subject } = ramp;
  if (!step || (await isAudited(store, { subject, what: "ramped", since: step.at }))) return;
  const { workflow, from, to } = ramp;
  const what = `Ramp of ${workflow} from release ${String(from)} to ${String(to)}, ${WHAT[step.what]}`;
  const reach =
    step.what === "started" || step.what === "widened" ? `, ${String(step.share)} %` : "";
  await audit.add({
    ...{ at: step.at, what: "ramped", ...who, subjects: [subject], kinds: ["release"] },
    reason: `${what}${reach}: ${step.reason}`,
  });
}
