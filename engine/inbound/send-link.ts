import { openCasesOf } from "../store/cases.js";
import type { ContactDoc } from "../store/contacts.js";
import type { InboxDoc } from "../store/inbox.js";
import { caseOutline } from "../store/erasure.js";
import { makeLink } from "../store/links.js";
import type { Store } from "../store/store.js";
import { answer } from "./answer.js";
import type { InboundTools } from "./tools.js";

/** Who wants a link, and perhaps to which case. */
type LinkRequest = { readonly contact: ContactDoc; readonly caseId: string | null };

/**
 * Sends a fresh one-time link to the page of a case: the one asked for when it is this person's own, else the one of
 * theirs that was touched last. Whoever has none gets the general help.
 * @returns false when it is to be tried again later
 */
export async function sendLink(
  tools: InboundTools,
  row: InboxDoc,
  { contact, caseId: wanted }: LinkRequest,
): Promise<boolean> {
  const { store, publicUrl, now } = tools.effects;
  const caseId = await ownCase(store, contact._id, wanted);
  if (caseId === null) return answer(tools, { row, contact, template: "sms-help" });
  const token = await makeLink(store, { caseId, at: new Date(now()) });
  const page = { caseId, link: `${publicUrl}/p/track#${token}` };
  return answer(tools, { row, contact, template: "sms-link", page });
}

async function ownCase(
  store: Store,
  contact: string,
  wanted: string | null,
): Promise<string | null> {
  const found = wanted === null ? null : await caseOutline(store, wanted);
  if (found?.contact === contact && !found.erasedAt) return found._id;
  const open = await openCasesOf(store, contact);
  return open.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())[0]?._id ?? null;
}
