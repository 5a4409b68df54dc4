import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { rampSchema, rampStepSchema } from "../../protocol/ramp.js";
import { takeStep } from "../../ramps/take-step.js";
import { writeDown } from "../../ramps/write-down.js";
import { rampViews } from "../ramp-view.js";
import { requireEveryRight } from "../rights.js";
import { defineRoute } from "../route.js";

/** Widening, finishing or taking back a ramp. */
export const rampStep = defineRoute({
  id: "stepRamp",
  method: "POST",
  path: "/api/ramps/:id/steps",
  group: "Releases",
  summary: "Widen, finish or take back a ramp",
  description:
    "`widen` lets it reach more of the new cases, `finish` all, `take_back` none. Open cases stay where they are; they can be moved. " +
    "What was taken back stays so until another release is published or ramped.",
  permission: "release.publish",
  params: Type.Object({ id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }) }),
  body: rampStepSchema,
  answers: { 200: rampSchema },
  errors: ["not_found", "not_now", "invalid_input", "change_not_allowed"],
  handle: async ({ params: { id }, body: asked, caller, remoteAddress }, world) => {
    await requireEveryRight(caller, world);
    const { store, now } = world;
    const by = caller.user.id;
    const ramp = await takeStep(store, id, { asked, by, at: new Date(now()) });
    await writeDown(world, ramp, {
      ...{ by, session: caller.sessionId, route: "stepRamp", address: remoteAddress },
    });
    const [view] = await rampViews(store, [ramp]);
    if (!view) throw new CasewrightError("internal");
    return { status: 200, body: view };
  },
});
