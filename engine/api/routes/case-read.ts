import { Type } from "@sinclair/typebox";
import { caseDetailSchema } from "../../protocol/case.js";
import { CasewrightError } from "../../protocol/errors.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** One case with everything a screen shows of it. */
export const caseRead = defineRoute({
  id: "readCase",
  method: "GET",
  path: "/api/cases/:id",
  group: "Cases",
  summary: "Read a case",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: caseDetailSchema },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const body = await world.cases.read(_id);
    if (!body) throw new CasewrightError("not_found");
    return { status: 200, body };
  },
});
