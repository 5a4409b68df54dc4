import { caseIdsIn } from "../cases/case-id.js";
import { type CaseDoc, caseDoc, openCasesOf } from "../store/cases.js";
import type { Store } from "../store/store.js";

/** Which case a message belongs to. */
export type Target =
  | { readonly kind: "case"; readonly caseId: string }
  | { readonly kind: "new" }
  | { readonly kind: "ask"; readonly cases: readonly CaseDoc[] };

/**
 * A message belongs to the case whose id it quotes, else to the sole open case of this person, else the person is asked.
 * A quoted id counts only when the case is this person's own and still open.
 */
export async function targetOf(store: Store, contact: string, text: string): Promise<Target> {
  for (const id of caseIdsIn(text)) {
    const quoted = await caseDoc(store, id);
    if (quoted?.contact === contact && quoted.status === "open")
      return { kind: "case", caseId: id };
  }
  const open = await openCasesOf(store, contact);
  if (open.length > 1) return { kind: "ask", cases: open };
  const [sole] = open;
  return sole === undefined ? { kind: "new" } : { kind: "case", caseId: sole._id };
}
