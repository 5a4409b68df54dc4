import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { caseDoc, openCasesOf } from "../../store/cases.js";
import { bareAddress, contactById } from "../../store/contacts.js";
import { defineRoute } from "../route.js";
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
  handle: async ({ body, patientCase, requestId }, world) => {
    const { from, isSole } = await senderOf(world, patientCase);
    const endpoint = world.endpoints.find(({ plugin }) => plugin.manifest.kind === "form");
    if (!endpoint) throw new CasewrightError("not_found");
    // A text that quotes its case belongs to it whatever else is open.
    const text = isSole ? body.text : `${patientCase}: ${body.text}`;
    const { accepted } = await world.accept(endpoint, [
      { kind: "message", providerId: `page-${requestId}`, from, to: endpoint.id, text },
    ]);
    return { status: 202, body: { accepted } };
  },
});

async function senderOf({ store }: Pick<World, "store">, caseId: string) {
  const doc = await caseDoc(store, caseId);
  const contact = doc?.contact ? await contactById(store, doc.contact) : null;
  if (!doc || !contact) throw new CasewrightError("not_found");
  const open = await openCasesOf(store, contact._id);
  return {
    from: bareAddress(contact.address),
    isSole: open.every(({ _id }) => _id === caseId),
  };
}
