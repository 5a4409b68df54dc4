import { Type } from "@sinclair/typebox";
import { caseRepairSchema } from "../../protocol/case-repair.js";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { auditedRepair } from "../repair-audit.js";
import { defineRoute, nothing } from "../route.js";

/** Setting a parked case going again. */
export const caseRepair = defineRoute({
  id: "repairCase",
  method: "POST",
  path: "/api/cases/:id/repair",
  group: "Cases",
  summary: "Set a parked case going again",
  permission: "case.repair",
  params: Type.Object({ id: caseParam }),
  body: Type.Object(
    {
      how: Type.Union([Type.Literal("retry"), Type.Literal("reload")], {
        description: "`retry` tries the same commit again; `reload` goes on from what is stored",
      }),
    },
    { additionalProperties: false, $id: "RepairRequest" },
  ),
  answers: { 204: nothing },
  errors: ["case_closed", "action_not_allowed", "outcome_unknown"],
  handle: async ({ params, body: { how }, caller, remoteAddress, requestId }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    await auditedRepair(
      world,
      { caller, remoteAddress, route: "repairCase", caseId: _id, reason: how },
      () => world.cases.repair(_id, { how, actor: actorOf(caller), requestId }),
    );
    return { status: 204, body: null };
  },
});

/** What setting it going would do. */
export const caseRepairRead = defineRoute({
  id: "readCaseRepair",
  method: "GET",
  path: "/api/cases/:id/repair",
  group: "Cases",
  summary: "What each way of repairing a case would do",
  description:
    "Looked at and not done: how many turns would be written again or forgotten, and what cannot help.",
  permission: "case.repair",
  params: Type.Object({ id: caseParam }),
  answers: { 200: caseRepairSchema },
  handle: async ({ params, caller }, world) => {
    const doc = await requireCase(world, caller, params.id);
    return { status: 200, body: await world.cases.repairs(doc) };
  },
});
