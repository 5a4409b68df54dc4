import { Type } from "@sinclair/typebox";
import { decisionReasonsSchema } from "../../protocol/case.js";
import { CasewrightError } from "../../protocol/errors.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Why the rules decided as they did at one turn of a case. */
export const caseDecision = defineRoute({
  id: "readCaseDecision",
  method: "GET",
  path: "/api/cases/:id/decisions/:decision",
  group: "Cases",
  summary: "Why the rules decided as they did",
  description: "In sentences, from the recorded reasons; `decisionId` of a line of the timeline.",
  permission: "case.read",
  params: Type.Object({
    id: caseParam,
    decision: Type.String({ pattern: "^[A-Za-z0-9.-]{1,64}$" }),
  }),
  answers: { 200: decisionReasonsSchema },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const body = await world.cases.reasons(_id, params.decision);
    if (!body) throw new CasewrightError("not_found");
    return { status: 200, body };
  },
});
