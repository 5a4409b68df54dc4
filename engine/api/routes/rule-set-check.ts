import { Type } from "@sinclair/typebox";
import { lintRuleSet } from "../../../rules/index.js";
import { findingSchema } from "../../definition/finding.js";
import { definitionParams, definitionSchema } from "../definition-shapes.js";
import { parsed } from "../publish.js";
import { defineRoute } from "../route.js";

/** Checking a rule set that somebody writes, before it is published. */
export const ruleSetCheck = defineRoute({
  id: "checkRuleSet",
  method: "POST",
  path: "/api/rule-sets/:id/check",
  group: "Releases",
  summary: "Check a rule set",
  description:
    "Tells everything that the lint says of a rule set of the right shape: errors, which would stop its publication, and " +
    "what does not. Its workflow is looked up in the running release. Nothing is kept.",
  permission: "release.read",
  params: definitionParams,
  reads: "definition",
  body: Type.Object(
    { definition: definitionSchema("ruleset") },
    { additionalProperties: false, $id: "RuleSetDraft" },
  ),
  answers: {
    200: Type.Object({ findings: Type.Array(findingSchema) }, { $id: "RuleSetFindings" }),
  },
  errors: ["invalid_definition"],
  keepsAnswer: "never",
  handle: async ({ params, body }, { release, contributions }) => {
    const ruleSet = parsed("ruleset", { id: params.id, definition: body.definition });
    const { workflows, organisation } = (await release()).body;
    const workflow = workflows.find(({ id }) => id === ruleSet.workflow);
    const findings = workflow ? lintRuleSet(ruleSet, workflow, organisation, contributions) : [];
    return { status: 200, body: { findings } };
  },
});
