import { isKnownChange, type Change } from "../../draft/change.js";
import { UNCHANGED, type Draft } from "../../draft/draft.js";
import { merged } from "../../draft/merge.js";

/** A change set with the number of the release that it was begun on. */
export type KeptChanges = { readonly release: number; readonly draft: Draft<Change> };

/** What is not on the server yet: the changes as they are here, and as both last knew them. */
export type Buffered = { readonly base: Draft<Change>; readonly mine: KeptChanges };

/** Where a page keeps what it has not brought to the server. */
export type Buffers = {
  /** What pages before this one left; nothing when they left nothing. */
  readonly found: Buffered;
  readonly write: (buffered: Buffered) => void;
  /** Removes this page's and what it has found: all of it is on the server. */
  readonly clear: () => void;
};

/**
 * The buffers of a person in this browser. Each page has one of its own, so that two tabs do not overwrite each other. Definitions
 * tell nothing about patients, so they may stay on a shared computer, each under its own person.
 */
export function openBuffers(person: string, page: string): Buffers {
  const prefix = `casewright.changes.${person}.`;
  const own = `${prefix}${page}`;
  const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  const [first, ...others] = names.map(read).filter((one) => one !== null);
  return {
    found: first ? others.reduce(together, first) : { base: UNCHANGED, mine: NOTHING },
    write: (buffered) => {
      try {
        localStorage.setItem(own, JSON.stringify(buffered));
      } catch {
        // This browser has no room, or allows none; the server has it in a moment.
      }
    },
    clear: () => {
      for (const name of [...names, own]) localStorage.removeItem(name);
    },
  };
}

const NOTHING: KeptChanges = { release: 0, draft: UNCHANGED };

function together(all: Buffered, { base, mine }: Buffered): Buffered {
  const draft = merged(base, { here: mine.draft, there: all.mine.draft });
  return { base: all.base, mine: { release: all.mine.release, draft } };
}

function read(name: string): Buffered | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as Buffered | null;
    const steps = kept ? [...kept.base.steps, ...kept.mine.draft.steps] : null;
    return steps?.every(isKnownChange) ? kept : null;
  } catch {
    // What cannot be read is as good as nothing.
    return null;
  }
}
