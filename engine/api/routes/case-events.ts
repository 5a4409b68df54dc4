import { Type } from "@sinclair/typebox";
import { caseEventSchema } from "../../protocol/case.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** The timeline of a case. */
export const caseEvents = defineRoute({
  id: "listCaseEvents",
  method: "GET",
  path: "/api/cases/:id/events",
  group: "Cases",
  summary: "The timeline of a case",
  description: "Oldest first, in pages.",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  query: Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 100 })),
      cursor: Type.Optional(
        Type.Integer({ minimum: 0, description: "`next` of the page before: a turn number" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: {
    200: Type.Object(
      { items: Type.Array(caseEventSchema), next: Type.Union([Type.String(), Type.Null()]) },
      { $id: "CaseEventList" },
    ),
  },
  handle: async ({ params, query, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const { limit = 100, cursor = 0 } = query;
    const items = await world.cases.events(_id, { after: cursor, limit });
    const last = items.length === limit ? items.at(-1) : undefined;
    return { status: 200, body: { items, next: last ? String(last.turn) : null } };
  },
});
