import { Type } from "@sinclair/typebox";
import { definitionSchema } from "../definition-shapes.js";
import { defineRoute } from "../route.js";

/** The rule sets of the current release. */
export const ruleSetList = defineRoute({
  id: "listRuleSets",
  method: "GET",
  path: "/api/rule-sets",
  group: "Releases",
  summary: "List the rule sets",
  permission: "release.read",
  answers: {
    200: Type.Object({ items: Type.Array(definitionSchema("ruleset")) }, { $id: "RuleSetList" }),
  },
  handle: async (_request, { release }) => ({
    status: 200,
    body: { items: (await release()).body.ruleSets },
  }),
});
