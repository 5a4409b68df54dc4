import { actorOf } from "../caller.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { publishedSchema, wholePublicationSchema } from "../definition-shapes.js";
import { publishWhole } from "../publish.js";
import { defineRoute } from "../route.js";

/** Publishing everything at once: what belongs together cannot come one by one. */
export const releasePublish = defineRoute({
  id: "publishRelease",
  method: "POST",
  path: "/api/releases",
  group: "Releases",
  summary: "Publish a whole release",
  description:
    "Takes the `body` of `GET /api/releases/current`, changed: a new workflow comes together with its rule sets, queues " +
    "and texts. The next case follows it; open cases stay on the release they started under.",
  permission: "release.publish",
  reads: "definition",
  body: wholePublicationSchema,
  answers: { 201: publishedSchema },
  errors: ["invalid_definition", "emergencies_missed", "already_exists", "not_reviewed"],
  deadlineMs: PUBLISHING_MS,
  handle: async ({ body, caller }, world) => {
    const { number, hash } = await publishWhole(world, { ...body, by: actorOf(caller).id });
    return {
      status: 201,
      body: { number, hash },
      headers: { location: `/api/releases/${String(number)}` },
    };
  },
});
