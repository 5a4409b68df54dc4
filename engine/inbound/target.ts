import { caseIdsIn } from "../cases/case-id.js";
import { openCasesOf } from "../store/cases.js";
import type { ConversationDoc } from "../store/conversations.js";
import { caseOutline } from "../store/erasure.js";
import { type InboxDoc, openingRows } from "../store/inbox.js";
import type { Store } from "../store/store.js";

/** Which case a message belongs to. `ask` lists the cases it may belong to, the one touched last first. */
export type Target =
  | { readonly kind: "case"; readonly caseId: string }
  | { readonly kind: "new" }
  | { readonly kind: "ask"; readonly cases: readonly string[] };

/**
 * A message belongs to the case whose id it quotes, else to the sole open case of this person, else the person is asked.
 * A quoted id counts only when the case is this person's own and still open.
 */
export async function targetOf(
  store: Store,
  conversation: ConversationDoc,
  text: string,
): Promise<Target> {
  const open = await openCases(store, conversation);
  const quoted = caseIdsIn(text).find((id) => open.includes(id));
  if (quoted !== undefined) return { kind: "case", caseId: quoted };
  const [sole] = open;
  if (sole === undefined) return { kind: "new" };
  return open.length === 1 ? { kind: "case", caseId: sole } : { kind: "ask", cases: open };
}

/** What a message to an address that always opens the same kind of case may belong to. */
export type AtAddress = {
  /** Words in which a case may be quoted. */
  readonly quoted: string;
  /** Cases that were opened before are none. */
  readonly since: Date;
  /** Whether what opened a case came to the same address. */
  readonly hasOpened: (earlier: InboxDoc) => boolean;
};

/**
 * The open case that a message to such an address belongs to: the one that it quotes, else the last one that this person opened
 * there. Null when there is none, whatever else of theirs is open.
 */
export async function targetAt(
  store: Store,
  conversation: ConversationDoc,
  { quoted, since, hasOpened }: AtAddress,
): Promise<string | null> {
  const open = await openCases(store, conversation);
  const named = caseIdsIn(quoted).find((id) => open.includes(id));
  if (named !== undefined) return named;
  const openers = await openingRows(store, { conversation: conversation._id, cases: open, since });
  return openers.find(hasOpened)?.caseId ?? null;
}

/** Open cases of a person: those that have a row, and those just opened whose first commit is still on its way. */
async function openCases(
  store: Store,
  { contact, opened }: ConversationDoc,
): Promise<readonly string[]> {
  const rows = await openCasesOf(store, contact);
  const known = rows.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  const ids = known.map(({ _id }) => _id);
  const unseen = opened.filter((id) => !ids.includes(id));
  // The first commit may land between the two looks: only a row that says closed rules a case out.
  const docs = await Promise.all(unseen.map((id) => caseOutline(store, id)));
  return [...unseen.filter((_, i) => docs[i]?.status !== "closed"), ...ids];
}
