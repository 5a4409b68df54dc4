import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { patientWay } from "../patient-way.js";
import { defineRoute } from "../route.js";
import { quoting } from "../tracking-text.js";

/** A patient's answer on the tracking page: the same way in as an SMS. */
export const trackingWrite = defineRoute({
  id: "writeTracking",
  method: "POST",
  path: "/api/public/track/messages",
  group: "Patients",
  summary: "Write to the clinic",
  permission: "patient",
  body: Type.Object(
    { text: Type.String({ minLength: 1, maxLength: 2_000, pattern: "\\S" }) },
    { additionalProperties: false, $id: "TrackingMessage" },
  ),
  answers: { 202: Type.Object({ accepted: Type.Integer() }) },
  errors: ["not_found", "outcome_unknown"],
  discloses: "nothing",
  handle: async ({ body, patientCase, requestId }, world) => {
    // A patient may write in the moment before their case is first stored.
    await world.cases.settled(patientCase, 1);
    const way = await patientWay(world, patientCase);
    if (!way) throw new CasewrightError("not_found");
    const { from, endpoint } = way;
    const text = quoting(body.text, patientCase);
    const { accepted } = await world.accept(endpoint, [
      { kind: "message", providerId: `page-${requestId}`, from, to: endpoint.name, text },
    ]);
    return { status: 202, body: { accepted } };
  },
});
