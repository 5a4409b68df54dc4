import { Type } from "@sinclair/typebox";
import { caseLinkSchema } from "../../protocol/case.js";
import { caseParam } from "../case-param.js";
import { requireCase, seesCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** The cases that one has to do with. */
export const caseLinks = defineRoute({
  id: "listCaseLinks",
  method: "GET",
  path: "/api/cases/:id/links",
  group: "Cases",
  summary: "The cases that a case has to do with",
  description: "The one that opened it, then those that it opened, oldest first.",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: Type.Object({ links: Type.Array(caseLinkSchema) }, { $id: "CaseLinkList" }) },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const links = await world.cases.links(_id, (other) => seesCase(caller, other));
    return { status: 200, body: { links } };
  },
});
