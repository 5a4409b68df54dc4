import { Type } from "@sinclair/typebox";
import { flowSchema } from "../../protocol/flow.js";
import { countPassages } from "../../store/passages.js";
import { definitionParams } from "../definition-shapes.js";
import { flowOf } from "../flow-view.js";
import { defineRoute } from "../route.js";
import { slaScope, slaScopeQuery } from "../sla-scope.js";

/** How the cases of a workflow moved over a period: how long they stay in each state, and by which ways they go. */
export const workflowFlow = defineRoute({
  id: "reportFlow",
  method: "GET",
  path: "/api/workflows/:id/flow",
  group: "Reports",
  summary: "Report how the cases of a workflow moved",
  description:
    "For each state how long cases were there before they left and how many broke a promise there, for each transition how often it was taken. Of the queues that you see, whatever release the cases followed, without exercises. Small numbers are hidden. A workflow nothing is known of has empty lists.",
  permission: "case.read",
  params: definitionParams,
  query: Type.Object(
    { from: slaScopeQuery.from, to: slaScopeQuery.to },
    { additionalProperties: false },
  ),
  answers: { 200: flowSchema },
  handle: async ({ params, query, caller }, { store, now }) => {
    const { from, to, queues } = slaScope(query, caller, now());
    const counts = await countPassages(store, { workflow: params.id, from, to, queues });
    const body = { from: from.toISOString(), to: to.toISOString(), ...flowOf(counts) };
    return { status: 200, body };
  },
});
