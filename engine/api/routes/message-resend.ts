import { Type } from "@sinclair/typebox";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Sending a message again that may not have arrived. Nobody but a person decides that. */
export const messageResend = defineRoute({
  id: "resendMessage",
  method: "POST",
  path: "/api/cases/:id/messages/:message/resend",
  group: "Cases",
  summary: "Send a message again",
  description:
    "For a message that failed, or of which nobody can say whether it arrived (`resendable`): the person may then get it twice. " +
    "It goes out as one more attempt of the same message, and the case records who wanted it.",
  permission: "case.act",
  params: Type.Object({ id: caseParam, message: Type.String({ maxLength: 200 }) }),
  answers: {
    200: Type.Object(
      { turn: Type.Integer({ minimum: 1, description: "The turn that records who wanted it" }) },
      { $id: "ResentMessage" },
    ),
  },
  errors: ["message_not_resendable", "case_closed", "case_parked", "behind"],
  discloses: "nothing",
  handle: async ({ params, caller, requestId }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const { turn } = await world.cases.resend({
      caseId: _id,
      message: params.message,
      actor: actorOf(caller),
      requestId,
    });
    return { status: 200, body: { turn } };
  },
});
