import { isKnownChange, type Change } from "../../draft/change.js";
import { UNCHANGED, type Draft } from "../../draft/draft.js";

/** A change set as it is kept: with the number of the release that it was begun on. */
export type KeptChanges = { readonly release: number; readonly draft: Draft<Change> };

/** The change set of one person, as an external store for React. */
export type ChangeStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => KeptChanges;
  readonly write: (next: KeptChanges) => void;
};

const stores = new Map<string, ChangeStore>();

/**
 * The change set that a person has, in the browser: it survives a reload and a crash. Definitions tell nothing about patients, so
 * changes may stay on a shared computer, each under its own person.
 */
export function changeStoreOf(person: string): ChangeStore {
  const known = stores.get(person);
  if (known) return known;
  const store = openStore(`casewright.changes.${person}`);
  stores.set(person, store);
  return store;
}

function openStore(key: string): ChangeStore {
  const listeners = new Set<() => void>();
  let kept = stored(key);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => kept,
    write: (next) => {
      kept = next;
      if (next.draft.steps.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(next));
      for (const listener of listeners) listener();
    },
  };
}

function stored(key: string): KeptChanges {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as KeptChanges | null;
    if (kept?.draft.steps.every(isKnownChange)) return kept;
  } catch {
    // What cannot be read is as good as nothing.
  }
  return { release: 0, draft: UNCHANGED };
}
