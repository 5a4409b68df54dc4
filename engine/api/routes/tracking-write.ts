import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { caseDoc } from "../../store/cases.js";
import { bareAddress, contactById } from "../../store/contacts.js";
import { defineRoute } from "../route.js";
import { quoting } from "../tracking-text.js";
import type { World } from "../world.js";

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
  errors: ["not_found"],
  handle: async ({ body, patientCase, requestId }, world) => {
    const { from, endpoint } = await wayOf(world, patientCase);
    const text = quoting(body.text, patientCase);
    const { accepted } = await world.accept(endpoint, [
      { kind: "message", providerId: `page-${requestId}`, from, to: endpoint.name, text },
    ]);
    return { status: 202, body: { accepted } };
  },
});

/** The patient's address and the endpoint that their conversation about this case runs on. */
async function wayOf({ store, endpoints }: Pick<World, "store" | "endpoints">, caseId: string) {
  const doc = await caseDoc(store, caseId);
  const contact = doc?.contact ? await contactById(store, doc.contact) : null;
  const [name] = doc?.state.contact?.conversation.split("/") ?? [];
  const endpoint = endpoints.find((each) => each.name === name);
  if (!contact || !endpoint) throw new CasewrightError("not_found");
  return { from: bareAddress(contact.address), endpoint };
}
