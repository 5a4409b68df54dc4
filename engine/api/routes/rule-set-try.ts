import { Type } from "@sinclair/typebox";
import {
  compileRuleSet,
  decideRuleSet,
  decisionSchema,
  explainDecision,
  lintRuleSet,
  RulesRefused,
} from "../../../rules/index.js";
import type { Facts } from "../../definition/conditions/evaluate.js";
import type { RuleSet } from "../../definition/rule-set.js";
import { CasewrightError } from "../../protocol/errors.js";
import { definitionParams, definitionSchema } from "../definition-shapes.js";
import { definitionProblem, parsed, refuse } from "../publish.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** A draft is tried to see why its test fails; publishing it is what must not go on. */
const FAILED_TEST = "R014";

/** Trying a rule set on made-up facts: the same evaluation as for a case, and nothing comes of it. */
export const ruleSetTry = defineRoute({
  id: "tryRuleSet",
  method: "POST",
  path: "/api/rule-sets/:id/try",
  group: "Releases",
  summary: "Try a rule set",
  description:
    "Decides over the given facts and tells why. Without `definition` the published rule set is tried. Nothing is kept.",
  permission: "release.read",
  params: definitionParams,
  reads: "definition",
  body: Type.Object(
    {
      definition: Type.Optional(definitionSchema("ruleset")),
      facts: Type.Record(Type.String(), Type.Unknown(), {
        description: 'As rules read them: `{ "data": { "description": … }, "case": { … } }`',
      }),
    },
    { additionalProperties: false, $id: "RuleSetTrial" },
  ),
  answers: {
    200: Type.Object(
      { decision: decisionSchema, sentences: Type.Array(Type.String()) },
      { $id: "RuleSetVerdict" },
    ),
  },
  errors: ["invalid_definition"],
  keepsAnswer: "never",
  handle: async ({ params, body }, world) => {
    const ruleSet = await ruleSetOf(world, params.id, body.definition);
    try {
      const decision = await decideRuleSet(
        compileRuleSet(ruleSet, world.contributions.operators),
        body.facts as Facts,
      );
      const sentences = explainDecision(decision, ruleSet);
      return { status: 200, body: { decision: structuredClone(decision), sentences } };
    } catch (error) {
      if (!(error instanceof RulesRefused)) throw error;
      throw error.code === "facts_too_large"
        ? new CasewrightError("too_large")
        : definitionProblem(error.findings);
    }
  },
});

async function ruleSetOf(
  { release, contributions }: Pick<World, "release" | "contributions">,
  id: string,
  definition: unknown,
): Promise<RuleSet> {
  const { body } = await release();
  const published = body.ruleSets.find((ruleSet) => ruleSet.id === id);
  const ruleSet = definition === undefined ? published : parsed("ruleset", { id, definition });
  const workflow = body.workflows.find((each) => each.id === ruleSet?.workflow);
  if (!ruleSet) throw new CasewrightError("not_found");
  const findings = workflow ? lintRuleSet(ruleSet, workflow, body.organisation, contributions) : [];
  refuse(findings.filter(({ severity, code }) => severity === "error" && code !== FAILED_TEST));
  return ruleSet;
}
