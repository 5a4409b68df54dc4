import { Type } from "@sinclair/typebox";
import { takerSchema } from "../../protocol/workload.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";
import { takersOf } from "../takers.js";

/** Whom a case could be given to by hand, and what speaks for and against each. */
export const caseTakers = defineRoute({
  id: "listCaseTakers",
  method: "GET",
  path: "/api/cases/:id/takers",
  group: "Cases",
  summary: "Whom a case can be given to",
  permission: "user.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: Type.Object({ items: Type.Array(takerSchema) }, { $id: "TakerList" }) },
  handle: async ({ params, caller }, world) => {
    const doc = await requireCase(world, caller, params.id);
    return { status: 200, body: { items: await takersOf(world, doc) } };
  },
});
