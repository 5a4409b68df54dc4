import { Type } from "@sinclair/typebox";
import type { Json } from "../../definition/names.js";
import { actionAnswerSchema, actionRequestSchema } from "../../protocol/case.js";
import { actorOf } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Doing something with a case. */
export const caseAct = defineRoute({
  id: "actOnCase",
  method: "POST",
  path: "/api/cases/:id/actions/:action",
  group: "Cases",
  summary: "Do something with a case",
  description:
    "`input` is the filled-in form of the action. Send an Idempotency-Key: after a time-out the same key tells how it ended.",
  permission: "case.act",
  params: Type.Object({
    id: caseParam,
    action: Type.String({ pattern: "^[a-z][a-z0-9_-]{0,39}$" }),
  }),
  body: actionRequestSchema,
  answers: { 200: actionAnswerSchema },
  errors: ["action_not_allowed", "case_changed", "case_closed", "case_parked", "behind"],
  handle: async ({ params, body, caller, requestId }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const { turn, row } = await world.cases.act({
      caseId: _id,
      action: params.action,
      input: (body.input ?? {}) as { [field: string]: Json },
      seenEntry: body.seenEntry ?? null,
      actor: actorOf(caller),
      requestId,
    });
    return { status: 200, body: { turn, case: row } };
  },
});
