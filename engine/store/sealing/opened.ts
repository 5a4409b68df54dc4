import { AsyncLocalStorage } from "node:async_hooks";

/** Whose sealed members a piece of work has opened, and in which collections. */
export type Opened = { readonly owners: Set<string>; readonly collections: Set<string> };

const watched = new AsyncLocalStorage<Opened>();

/** Nothing opened yet. */
export function nothingOpened(): Opened {
  return { owners: new Set(), collections: new Set() };
}

/** Runs work and writes down, as it goes, everything it opens: whatever it calls, and however it ends. */
export function watchOpened<Result>(opened: Opened, work: () => Result): Result {
  return watched.run(opened, work);
}

/** Said by the sealer, the one place where a sealed member becomes readable. */
export function sayOpened(collection: string, owners: readonly string[]): void {
  const opened = watched.getStore();
  if (!opened || owners.length === 0) return;
  opened.collections.add(collection);
  for (const owner of owners) opened.owners.add(owner);
}
