import { Type } from "@sinclair/typebox";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { auditedRepair } from "../repair-audit.js";
import { defineRoute, nothing } from "../route.js";

/** Letting a parked case go past what it stands at. */
export const caseSkip = defineRoute({
  id: "skipCaseEvent",
  method: "POST",
  path: "/api/cases/:id/skip",
  group: "Cases",
  summary: "Let a parked case go past what it cannot take",
  description:
    "For what fails each time. A turn of the case says what was set aside, why, who did so and for what reason; nothing follows from it. A " +
    "message stands among those set aside, and can be handed over again. Look at `GET /api/cases/{id}/repair` first: its `standsAt` " +
    "has the mark.",
  permission: "case.repair",
  params: Type.Object({ id: caseParam }),
  body: Type.Object(
    {
      mark: Type.String({
        ...{ minLength: 1, maxLength: 100 },
        description: "Of what it stands at: nobody skips what they were not shown",
      }),
      reason: Type.String({ minLength: 3, maxLength: 500, description: "Kept in the log" }),
    },
    { additionalProperties: false, $id: "SkipRequest" },
  ),
  answers: { 204: nothing },
  errors: ["case_closed", "action_not_allowed", "outcome_unknown"],
  handle: async ({ params, body, caller, remoteAddress, requestId }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const reason = `skip: ${body.reason}`;
    await auditedRepair(
      world,
      { caller, remoteAddress, route: "skipCaseEvent", caseId: _id, reason },
      () => world.cases.skip(_id, { ...body, actor: actorOf(caller), requestId }),
    );
    return { status: 204, body: null };
  },
});
