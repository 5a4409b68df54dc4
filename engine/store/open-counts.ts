import { caseCollection } from "./cases.js";
import type { Store } from "./store.js";

/** Number of open cases assigned to a person. */
export async function openOf(store: Store, person: string): Promise<number> {
  return store.of(caseCollection).countDocuments({ assignee: person, status: "open" });
}
