import { repairRunRequestSchema, repairRunSchema } from "../../protocol/repair-run.js";
import { agree } from "../../repair-runs/agree.js";
import { listRepairRunCases } from "../../store/repair-run-cases.js";
import { insertRepairRun, repairRunById } from "../../store/repair-runs.js";
import { requireRun } from "../repair-run-view.js";
import { defineRoute } from "../route.js";

/** Repairing several cases that stand still. */
export const repairRunStart = defineRoute({
  id: "startRepairRun",
  method: "POST",
  path: "/api/repair-runs",
  group: "Operations",
  summary: "Set several parked cases going",
  description:
    "Goes on by itself, also after a crash and when nobody looks. Each case is asked once, and only if it stands as you were shown: since " +
    "the same moment, with as many turns that are not stored, at the very event that is skipped. Look at `GET /api/parked` and " +
    "`GET /api/cases/{id}/repair` first. The audit trail has an entry for each before it is asked and another with what became of it.",
  permission: "case.repair",
  body: repairRunRequestSchema,
  answers: { 201: repairRunSchema },
  errors: ["invalid_input"],
  handle: async ({ body, caller, requestId }, { store, now }) => {
    if ((await repairRunById(store, requestId)) === null) {
      const cases = await agree(store, caller, body);
      const { how, reason = null, wave = null } = body;
      const at = new Date(now());
      // The cases first: whoever finds a run finds all of them.
      await listRepairRunCases(store, requestId, cases, at);
      await insertRepairRun(store, {
        ...{ _id: requestId, how, reason, wave, by: caller.user.id, session: caller.sessionId, at },
        ...{ standing: "running", until: wave, lease: null, left: at },
      });
    }
    const { run } = await requireRun(store, caller, requestId);
    return { status: 201, body: run, headers: { location: `/api/repair-runs/${run.id}` } };
  },
});
