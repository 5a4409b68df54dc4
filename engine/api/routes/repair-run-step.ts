import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import {
  type RepairRun,
  repairRunSchema,
  type RepairRunStep,
  repairRunStepSchema,
} from "../../protocol/repair-run.js";
import { turnRepairRun } from "../../store/repair-runs.js";
import { requireRun } from "../repair-run-view.js";
import { defineRoute } from "../route.js";

/** Letting a run of repairs go on, or stopping it. */
export const repairRunStep = defineRoute({
  id: "stepRepairRun",
  method: "POST",
  path: "/api/repair-runs/:id/steps",
  group: "Operations",
  summary: "Let a run of repairs go on, or stop it",
  description:
    "`go_on` lets one that rests do its next wave; `stop` ends it for good after the cases in hand. What it has not come to stands still " +
    "as before. Nothing that was done is undone by it.",
  permission: "case.repair",
  params: Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) }),
  body: repairRunStepSchema,
  answers: { 200: repairRunSchema },
  errors: ["not_found", "not_now"],
  handle: async ({ params: { id }, body: { step }, caller }, { store }) => {
    const { run } = await requireRun(store, caller, id);
    const { from, to } = turnOf(run, step);
    if (!(await turnRepairRun(store, id, from, to))) throw new CasewrightError("not_now");
    return { status: 200, body: (await requireRun(store, caller, id)).run };
  },
});

type Turned = {
  readonly from: readonly RepairRun["standing"][];
  readonly to: Parameters<typeof turnRepairRun>[3];
};

function turnOf({ wave, counts: { done, not_done } }: RepairRun, step: RepairRunStep): Turned {
  if (step === "stop") return { from: ["running", "resting"], to: { standing: "stopped" } };
  const until = wave === null ? null : done + not_done + wave;
  return { from: ["resting"], to: { standing: "running", until } };
}
