import { Type } from "@sinclair/typebox";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";

/** Erasing what is known of a patient, for good. */
export const caseErase = defineRoute({
  id: "eraseCase",
  method: "POST",
  path: "/api/cases/:id/erasure",
  group: "Privacy",
  summary: "Erase a case, or everything of its person",
  description:
    "Destroys the key under which the data is sealed: nobody reads it again, here, in Temporal or in a backup. The log stays and " +
    "still verifies. All cases concerned must be closed, and their last messages sent. It cannot be undone.",
  permission: "case.erase",
  params: Type.Object({ id: caseParam }),
  body: Type.Object(
    {
      reason: Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" }),
      extent: Type.Union([Type.Literal("case"), Type.Literal("person")], {
        description: "`person`: the contact and all their cases",
      }),
    },
    { additionalProperties: false, $id: "ErasureRequest" },
  ),
  answers: {
    200: Type.Object(
      { erased: Type.Array(Type.String(), { description: "Ids of cases and contacts" }) },
      { $id: "Erasure" },
    ),
  },
  errors: ["case_open", "case_ending", "case_held", "erased"],
  discloses: "nothing",
  handle: async ({ params, body, caller, remoteAddress }, world) => {
    const { _id } = await requireCase(world, caller, params.id);
    const { extent, reason } = body;
    const { audit, cases, now } = world;
    const erased = await cases.erase({
      caseId: _id,
      extent,
      announce: (ids) =>
        audit.add({
          at: new Date(now()),
          what: "erased",
          by: caller.user.id,
          session: caller.sessionId,
          route: "eraseCase",
          subjects: [...ids],
          kinds: [extent],
          address: remoteAddress,
          reason,
        }),
    });
    return { status: 200, body: { erased: erased.slice() } };
  },
});
