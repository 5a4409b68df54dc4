import { Type } from "@sinclair/typebox";
import { workflowRetentionSchema } from "../../protocol/retention.js";
import { planOf } from "../../retention/plan.js";
import { retentionConsents } from "../../store/retention.js";
import { usersByIds } from "../../store/users.js";
import { defineRoute } from "../route.js";

/** How long cases are kept, and what erasing them would do now: a dry run. */
export const retentionList = defineRoute({
  id: "listRetention",
  method: "GET",
  path: "/api/retention",
  group: "Privacy",
  summary: "How long cases are kept, and what would be erased",
  description:
    "One row for each workflow. Nothing is erased by looking; ids and instants only, nothing of what the cases hold.",
  permission: "case.erase",
  answers: {
    200: Type.Object({ items: Type.Array(workflowRetentionSchema) }, { $id: "RetentionList" }),
  },
  handle: async (_request, { store, release, now }) => {
    const { workflows } = (await release()).body;
    const consents = new Map((await retentionConsents(store)).map((row) => [row._id, row]));
    const people = await usersByIds(store, [...new Set([...consents.values()].map((c) => c.by))]);
    const names = new Map(people.map(({ _id, name }) => [_id, name]));
    const items = await Promise.all(
      workflows.map(async (workflow) => {
        const plan = await planOf(store, workflow, now());
        const consent = consents.get(workflow.id);
        if (!consent) return { ...plan, agreed: null, on: false };
        const { keep, by, at } = consent;
        const agreed = {
          ...{ keep, at: at.toISOString() },
          by: { id: by, name: names.get(by) ?? by },
        };
        return { ...plan, agreed, on: keep === plan.keep };
      }),
    );
    return { status: 200, body: { items } };
  },
});
