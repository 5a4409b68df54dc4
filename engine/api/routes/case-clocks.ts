import { Type } from "@sinclair/typebox";
import { caseClockSchema } from "../../protocol/case-clock.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Why each clock of a case is due when it is. */
export const caseClocks = defineRoute({
  id: "listCaseClocks",
  method: "GET",
  path: "/api/cases/:id/clocks",
  group: "Cases",
  summary: "The clocks of a case, explained",
  description: "Told from the recorded log: when each clock counted, stood still, and was closed.",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: Type.Object({ items: Type.Array(caseClockSchema) }, { $id: "CaseClockList" }) },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    return { status: 200, body: { items: await world.cases.clocks(_id) } };
  },
});
