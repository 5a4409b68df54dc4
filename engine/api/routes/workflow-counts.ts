import { Type } from "@sinclair/typebox";
import { openByState } from "../../store/open-counts.js";
import { definitionParams } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** How many open cases of a workflow are in each state, of those the person sees. */
export const workflowCounts = defineRoute({
  id: "countCasesByState",
  method: "GET",
  path: "/api/workflows/:id/counts",
  group: "Cases",
  summary: "Count the open cases of a workflow by state",
  description:
    "Counts the cases that the caller may see, whatever release they began under; so a state may be named that the current release no longer has. A workflow without open cases, known or not, has an empty list.",
  permission: "case.read",
  params: definitionParams,
  answers: {
    200: Type.Object(
      {
        items: Type.Array(
          Type.Object({
            state: Type.String({
              description: "Id of a state; those without open cases are left out",
            }),
            open: Type.Integer({ minimum: 1 }),
            late: Type.Integer({ minimum: 0, description: "Of those, past what was promised" }),
          }),
        ),
      },
      { $id: "StateCounts" },
    ),
  },
  handle: async ({ params, caller }, { store, now }) => {
    const scope = { queues: caller.queues, person: caller.user.id, now: new Date(now()) };
    const items = await openByState(store, params.id, scope);
    return { status: 200, body: { items } };
  },
});
