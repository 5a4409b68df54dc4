import { Type } from "@sinclair/typebox";
import { messageSchema } from "../../protocol/message.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** The conversation of a case. */
export const caseMessages = defineRoute({
  id: "listCaseMessages",
  method: "GET",
  path: "/api/cases/:id/messages",
  group: "Cases",
  summary: "The conversation of a case",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: { 200: Type.Object({ items: Type.Array(messageSchema) }, { $id: "MessageList" }) },
  handle: async ({ params, caller }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    return { status: 200, body: { items: await world.cases.messages(_id) } };
  },
});
