import { Type } from "@sinclair/typebox";
import { parseCaseId } from "../../cases/case-id.js";
import { patientWay } from "../patient-way.js";
import { defineRoute } from "../route.js";

/** A case gets at most one fresh link in this time, whoever asks. */
const WINDOW_MS = 10 * 60 * 1000;

/** Asking for a fresh link: it goes by SMS to the case's own number, so anybody may ask. */
export const trackingLink = defineRoute({
  id: "requestTrackingLink",
  method: "POST",
  path: "/api/public/track/link",
  group: "Patients",
  summary: "Ask for a fresh link by SMS",
  description:
    "Goes to the phone that the case belongs to, at most once in ten minutes. The answer never tells whether there is " +
    "such a case.",
  permission: "public",
  body: Type.Object(
    { case: Type.String({ minLength: 1, maxLength: 24, examples: ["T-4K7Q-9"] }) },
    { additionalProperties: false, $id: "LinkRequest" },
  ),
  answers: { 202: Type.Object({ status: Type.Literal("asked") }) },
  keepsAnswer: "never",
  discloses: "nothing",
  handle: async ({ body }, world) => {
    const caseId = parseCaseId(body.case);
    const way = caseId === null ? null : await patientWay(world, caseId);
    if (caseId !== null && way) {
      const window = Math.floor(world.now() / WINDOW_MS);
      const { from, endpoint } = way;
      const providerId = `link-${caseId}-${String(window)}`;
      await world.accept(endpoint, [
        { kind: "message", providerId, from, to: endpoint.name, text: `LINK ${caseId}` },
      ]);
    }
    return { status: 202, body: { status: "asked" } };
  },
});
