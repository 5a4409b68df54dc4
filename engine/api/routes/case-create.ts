import { caseRequestSchema, caseRowSchema } from "../../protocol/case.js";
import type { Json } from "../../definition/names.js";
import { actorOf } from "../caller.js";
import { noteOpened } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Opening a case of any workflow. */
export const caseCreate = defineRoute({
  id: "createCase",
  method: "POST",
  path: "/api/cases",
  group: "Cases",
  summary: "Open a case",
  description: "Answered as soon as the case runs; lists show it some milliseconds later.",
  permission: "case.create",
  body: caseRequestSchema,
  answers: { 201: caseRowSchema },
  handle: async ({ body, caller, requestId }, { cases }) => {
    const { data = {}, contact = null, call, ...rest } = body;
    const { id, row } = await cases.create({
      ...rest,
      data: data as { [field: string]: Json },
      contact,
      ...(call === undefined ? {} : { call: call as { [field: string]: Json } }),
      actor: actorOf(caller),
      requestId,
    });
    noteOpened(id);
    return { status: 201, body: row, headers: { location: `/api/cases/${id}` } };
  },
});
