import { Type } from "@sinclair/typebox";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
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
  handle: async ({ params, body, caller, requestId }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    await world.cases.repair(_id, { how: body.how, actor: actorOf(caller), requestId });
    return { status: 204, body: null };
  },
});
