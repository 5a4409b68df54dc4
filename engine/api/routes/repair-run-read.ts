import { Type } from "@sinclair/typebox";
import {
  repairedCasesSchema,
  repairRunListSchema,
  repairRunSchema,
} from "../../protocol/repair-run.js";
import { latestRepairRuns } from "../../store/repair-runs.js";
import { requireRun, seenRuns } from "../repair-run-view.js";
import { defineRoute } from "../route.js";

const params = Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) });

/** Nobody looks further back: what became of a case stands in its timeline and in the audit trail. */
const SHOWN = 20;

/** Who has set which cases going. */
export const repairRunList = defineRoute({
  id: "listRepairRuns",
  method: "GET",
  path: "/api/repair-runs",
  group: "Operations",
  summary: "Runs of repairs, newest first",
  description:
    "Of the latest twenty those that you have started, and those of which you see a case.",
  permission: "case.repair",
  answers: { 200: repairRunListSchema },
  handle: async ({ caller }, { store }) => {
    const seen = await seenRuns(store, caller, await latestRepairRuns(store, SHOWN));
    return { status: 200, body: { items: seen.map(({ run }) => run) } };
  },
});

/** How far a run is. */
export const repairRunRead = defineRoute({
  id: "readRepairRun",
  method: "GET",
  path: "/api/repair-runs/:id",
  group: "Operations",
  summary: "A run of repairs, as far as it is",
  permission: "case.repair",
  params,
  answers: { 200: repairRunSchema },
  errors: ["not_found"],
  handle: async ({ params: { id }, caller }, { store }) => ({
    status: 200,
    body: (await requireRun(store, caller, id)).run,
  }),
});

/** What has become of each case. */
export const repairRunCases = defineRoute({
  id: "listRepairedCases",
  method: "GET",
  path: "/api/repair-runs/:id/cases",
  group: "Operations",
  summary: "What has become of the cases of a run",
  permission: "case.repair",
  params,
  answers: { 200: repairedCasesSchema },
  errors: ["not_found"],
  handle: async ({ params: { id }, caller }, { store }) => ({
    status: 200,
    body: { items: (await requireRun(store, caller, id)).cases },
  }),
});
