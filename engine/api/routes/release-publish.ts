import { actorOf } from "../caller.js";
import { PUBLISHING_MS } from "../missed-emergencies.js";
import { publishedSchema, wholePublicationSchema } from "../definition-shapes.js";
import { publishWhole } from "../publish.js";
import { writeDown } from "../../ramps/write-down.js";
import { rampById } from "../../store/ramps.js";
import { requireEveryRight } from "../rights.js";
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
    "and texts. The next case follows it, or with `ramp` only some of the next cases; open cases stay on the release they started " +
    "under. Refused while the newest release is ramped.",
  permission: "release.publish",
  reads: "definition",
  body: wholePublicationSchema,
  answers: { 201: publishedSchema },
  errors: [
    "invalid_definition",
    "emergencies_missed",
    "already_exists",
    "not_reviewed",
    "change_not_allowed",
    "ramp_in_force",
    "invalid_input",
  ],
  deadlineMs: PUBLISHING_MS,
  handle: async ({ body, caller, requestId, remoteAddress }, world) => {
    const by = actorOf(caller);
    if (body.ramp) await requireEveryRight(caller, world);
    const ramp = body.ramp && { id: requestId, asked: body.ramp };
    const { number, hash } = await publishWhole(world, { ...body, by, ramp });
    const began = ramp && (await rampById(world.store, ramp.id));
    if (began)
      await writeDown(world, began, {
        ...{
          by: by.id,
          session: caller.sessionId,
          route: "publishRelease",
          address: remoteAddress,
        },
      });
    return {
      status: 201,
      body: { number, hash },
      headers: { location: `/api/releases/${String(number)}` },
    };
  },
});
