import { actorOf } from "../caller.js";
import { publishedSchema, releaseParams, restorationSchema } from "../definition-shapes.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { restoreRelease } from "../publish.js";
import { defineRoute } from "../route.js";

/** Going back to what ran before. */
export const releaseRestore = defineRoute({
  id: "restoreRelease",
  method: "POST",
  path: "/api/releases/:number/restore",
  group: "Releases",
  summary: "Bring a release back",
  description:
    "Publishes what an earlier release held, under the next number, after the same checks as anything else that is published. The next " +
    "case follows it; open cases stay on the release they started under until they are moved.",
  permission: "release.publish",
  params: releaseParams,
  body: restorationSchema,
  answers: { 201: publishedSchema },
  errors: [
    "invalid_definition",
    "emergencies_missed",
    "already_exists",
    "not_reviewed",
    "change_not_allowed",
    "ramp_in_force",
    "not_found",
  ],
  deadlineMs: PUBLISHING_MS,
  handle: async ({ params, body, caller }, world) => {
    const by = actorOf(caller);
    const { number, hash } = await restoreRelease(world, params.number, { ...body, by });
    return {
      status: 201,
      body: { number, hash },
      headers: { location: `/api/releases/${String(number)}` },
    };
  },
});
