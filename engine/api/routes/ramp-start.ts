import { CasewrightError } from "../../protocol/errors.js";
import { rampRequestSchema, rampSchema } from "../../protocol/ramp.js";
import { rampToNewest } from "../../ramps/begin.js";
import { writeDown } from "../../ramps/write-down.js";
import { insertRamp, rampById } from "../../store/ramps.js";
import { actorOf } from "../caller.js";
import { rampViews } from "../ramp-view.js";
import { requireEveryRight } from "../rights.js";
import { defineRoute } from "../route.js";

/** Holding the newest release back from most new cases. */
export const rampStart = defineRoute({
  id: "startRamp",
  method: "POST",
  path: "/api/ramps",
  group: "Releases",
  summary: "Ramp the newest release",
  description:
    "From now on only a share of the new cases of a workflow, or only those of some places, start under the newest release; all others " +
    "under the one before. Which one a case gets follows from its id, and a repeated opening gets the same. Cases that are open stay " +
    "where they are. To ramp from the first case on, send `ramp` along with `POST /api/releases`.",
  permission: "release.publish",
  body: rampRequestSchema,
  answers: { 201: rampSchema },
  errors: ["invalid_input", "already_exists", "change_not_allowed"],
  handle: async ({ body, caller, requestId, remoteAddress }, world) => {
    await requireEveryRight(caller, world);
    const { store, now } = world;
    const repeated = await rampById(store, requestId);
    const said = { _id: requestId, by: actorOf(caller).id, at: new Date(now()) };
    const ramp = repeated ?? (await rampToNewest(store, body, said));
    if (repeated === null && !(await insertRamp(store, ramp)))
      throw new CasewrightError("already_exists", {
        detail: "This release is being ramped for this workflow already.",
      });
    await writeDown(world, ramp, {
      ...{ by: said.by, session: caller.sessionId, route: "startRamp", address: remoteAddress },
    });
    const [view] = await rampViews(store, [ramp]);
    if (!view) throw new CasewrightError("internal");
    return { status: 201, body: view };
  },
});
