import { Type } from "@sinclair/typebox";
import { actionSchema } from "../../protocol/case.js";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** What the caller may do with a case now, with the forms to fill in. */
export const caseActions = defineRoute({
  id: "listCaseActions",
  method: "GET",
  path: "/api/cases/:id/actions",
  group: "Cases",
  summary: "What I may do with a case now",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: {
    200: Type.Object(
      {
        entry: Type.Integer({ description: "Send it back as `seenEntry` with an action" }),
        items: Type.Array(actionSchema),
      },
      { $id: "ActionList" },
    ),
  },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const isActor = caller.permissions.has("case.act");
    const { entry, actions } = await world.cases.actions(_id, actorOf(caller));
    return { status: 200, body: { entry, items: isActor ? actions : [] } };
  },
});
