import type { Endpoint } from "../channels/contract.js";
import { caseOutline } from "../store/erasure.js";
import { caseDoc } from "../store/cases.js";
import { bareAddress, contactById } from "../store/contacts.js";
import type { World } from "./world.js";

/** How the patient of a case writes to us: their address and the endpoint that their conversation runs on. */
export type PatientWay = { readonly from: string; readonly endpoint: Endpoint };

/** The way of a case's patient; null when the case has none, was erased, or is not there. */
export async function patientWay(
  { store, endpoints }: Pick<World, "store" | "endpoints">,
  caseId: string,
): Promise<PatientWay | null> {
  if ((await caseOutline(store, caseId))?.erasedAt) return null;
  const doc = await caseDoc(store, caseId);
  const contact = doc?.contact ? await contactById(store, doc.contact) : null;
  const [name] = doc?.state.contact?.conversation.split("/") ?? [];
  const endpoint = endpoints.find((each) => each.name === name);
  return contact && endpoint ? { from: bareAddress(contact.address), endpoint } : null;
}
