import { keepChanges, readChanges } from "../../api/changes.js";
import { newKey } from "../../api/new-key.js";
import { isUnknown, Problem } from "../../api/problem.js";
import { sessionStore } from "../../api/session.js";
import type { ChangeSet } from "../../../engine/protocol/change-set.js";
import { isKnownChange, type Change } from "../../draft/change.js";
import { UNCHANGED, type Draft } from "../../draft/draft.js";
import { isTheSame, merged } from "../../draft/merge.js";
import { openBuffers, type KeptChanges } from "./change-buffers.js";

/** A change set, and where it is: not read yet, on the server, or in this browser alone so far. */
export type ChangesNow = KeptChanges & { readonly standing: "loading" | "kept" | "here" };

/** The change set of one person, as an external store for React. */
export type ChangeStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => ChangesNow;
  readonly write: (next: KeptChanges) => void;
  /** Brings it to the server at once: what was published is to be gone on every device. */
  readonly keep: () => void;
};

/** After an edit it is kept so soon; a browser that breaks loses less than a second of work. */
const KEEP_AFTER_MS = 300;

/** What is not on the server so long after an edit is said to be in this browser only: where the network is slow, too. */
const LATE_AFTER_MS = 1_000;

/** How often a page that is looked at asks what other browsers of the person have done. */
const LOOK_EVERY_MS = 5_000;

/** Pause before the server is tried again while it is away. */
const AGAIN_MS = 2_000;

const stores = new Map<string, ChangeStore>();

/**
 * The change set that a person has on the server. Every edit is written there at once, and into the browser until it is: nothing is
 * lost while there is no connection. What another browser of the person has written meanwhile is merged, change by change.
 */
export function changeStoreOf(person: string): ChangeStore {
  const known = stores.get(person);
  if (known) return known;
  const store = openStore(person);
  stores.set(person, store);
  return store;
}

function openStore(person: string): ChangeStore {
  const listeners = new Set<() => void>();
  const buffers = openBuffers(person, newKey());
  let { base, mine } = buffers.found;
  /** The last that server and browser agree on; null until they do. */
  let agreed: { readonly revision: number; readonly mine: KeptChanges } | null = null;
  let now: ChangesNow = { ...mine, standing: "loading" };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let late: ReturnType<typeof setTimeout> | null = null;
  let isBusy = false;

  const show = (standing: ChangesNow["standing"]) => {
    if (now.standing === standing && now.draft === mine.draft) return;
    now = { ...mine, standing };
    for (const listener of listeners) listener();
  };
  const take = async () => {
    const there = await readChanges();
    const theirs = draftOf(there);
    const isUntouched = isTheSame(mine.draft, base);
    const draft = isUntouched ? theirs : merged(base, { here: mine.draft, there: theirs });
    const release = mine.draft.done === 0 ? there.release : mine.release;
    // What has not changed stays the same object: nothing on the page is drawn again.
    if (!isTheSame(draft, mine.draft)) mine = { release, draft };
    base = theirs;
    agreed = { revision: there.revision, mine: isTheSame(draft, theirs) ? mine : NOTHING };
  };
  const give = async (revision: number) => {
    const { release, draft } = mine;
    const sent = mine;
    try {
      const kept = await keepChanges({ revision, release, ...draft, steps: [...draft.steps] });
      agreed = { revision: kept.revision, mine: sent };
      base = sent.draft;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "already_exists") throw error;
      await take();
    }
  };
  const sync = async () => {
    if (isBusy || !isSignedIn(person)) return;
    isBusy = true;
    try {
      if (agreed === null) await take();
      while (agreed !== null && agreed.mine !== mine) await give(agreed.revision);
      buffers.clear();
      if (late !== null) clearTimeout(late);
      late = null;
      show("kept");
    } catch (error) {
      show(isTheSame(mine.draft, base) ? "kept" : "here");
      if (isUnknown(error)) soon(AGAIN_MS);
    } finally {
      isBusy = false;
    }
  };
  const soon = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = null;
      void sync();
    }, ms);
  };
  const look = () => {
    if (document.visibilityState !== "visible" || isBusy || listeners.size === 0) return;
    // Another browser may have written meanwhile.
    agreed = null;
    void sync();
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_EVERY_MS);
  void sync();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) look();
      return () => listeners.delete(listener);
    },
    read: () => now,
    write: (next) => {
      mine = next;
      buffers.write({ base, mine });
      show(now.standing);
      late ??= setTimeout(() => {
        late = null;
        show("here");
      }, LATE_AFTER_MS);
      soon(KEEP_AFTER_MS);
    },
    keep: () => void sync(),
  };
}

/** Never what is on the server: whatever the browser has is then still to be written. */
const NOTHING: KeptChanges = { release: 0, draft: UNCHANGED };

/** The server keeps what somebody signed in sends: never another's. */
function isSignedIn(person: string): boolean {
  const session = sessionStore.read();
  return session.phase === "signed_in" && session.user.id === person;
}

function draftOf({ steps, done }: ChangeSet): Draft<Change> {
  const known = (kept: ChangeSet["steps"]) => kept.filter(isKnownChange) as unknown as Change[];
  return { steps: known(steps), done: known(steps.slice(0, done)).length };
}
