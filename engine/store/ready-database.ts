import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { changeDatabase } from "./change-database.js";
import { ensureIndexes } from "./collections.js";
import type { Store } from "./store.js";

/** The folder, below that of the project, of the changes that we ship: read beside the program, as definitions are. */
const OURS = "engine/store/database-changes";

/** Where the changes of the database are that this program knows. */
export function ourChanges({ projectRoot }: { readonly projectRoot: string }): string {
  return join(projectRoot, OURS);
}

/**
 * Makes the database such as this program wants it, before anything else is done with it: what it holds, then its indexes, which may need
 * the change.
 * @throws as {@link changeDatabase} does
 */
export async function readyDatabase(
  store: Store,
  config: { readonly projectRoot: string },
): Promise<void> {
  await changeDatabase(store, { holder: randomUUID(), folder: ourChanges(config) });
  await ensureIndexes(store);
}
