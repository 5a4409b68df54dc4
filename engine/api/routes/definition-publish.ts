import { actorOf } from "../caller.js";
import { definitionParams, publicationSchema, publishedSchema } from "../definition-shapes.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { publishDefinition, type PublishedKind } from "../publish.js";
import { defineRoute, type Route } from "../route.js";

/** Replacing a rule set while the system runs. */
export const ruleSetPublish = publication("ruleset", "/api/rule-sets/:id", "RuleSet");

/** Replacing the texts of a message. */
export const templatePublish = publication("template", "/api/templates/:id", "Template");

/** Replacing a workflow; cases that run stay on theirs. */
export const workflowPublish = publication("workflow", "/api/workflows/:id", "Workflow");

function publication(kind: PublishedKind, path: string, name: string): Route {
  return defineRoute({
    id: `publish${name}`,
    method: "PUT",
    path,
    group: "Releases",
    summary: `Publish a ${kind === "ruleset" ? "rule set" : kind}`,
    description:
      "Checks the whole release as it would be and publishes it under the next number. The next case follows it; open " +
      "cases stay on the release they started under.",
    permission: "release.publish",
    params: definitionParams,
    reads: "definition",
    body: publicationSchema(kind, `${name}Publication`),
    answers: { 201: publishedSchema },
    errors: [
      "invalid_definition",
      "emergencies_missed",
      "already_exists",
      "not_reviewed",
      "change_not_allowed",
      "ramp_in_force",
    ],
    deadlineMs: PUBLISHING_MS,
    handle: async ({ params, body, caller }, world) => {
      const { number, hash } = await publishDefinition(world, {
        kind,
        id: params.id,
        definition: body.definition,
        reason: body.reason,
        baseRelease: body.baseRelease,
        by: actorOf(caller),
      });
      return {
        status: 201,
        body: { number, hash },
        headers: { location: `/api/releases/${String(number)}` },
      };
    },
  });
}
