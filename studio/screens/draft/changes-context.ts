import { createContext, use } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Change, Edit } from "../../draft/change.js";
import type { Draft } from "../../draft/draft.js";

/** The change set of the person over the whole release, and what can be done to it. There is one, whatever page shows it. */
export type Changes = {
  /** The release that runs. */
  readonly published: ReleaseBody;
  /** Its number. */
  readonly release: number;
  /** The release as it stands with the changes. */
  readonly body: ReleaseBody;
  readonly draft: Draft<Change>;
  /** Number of the release that the changes were begun on, when a newer one runs by now. */
  readonly begunOn: number | null;
  readonly record: (edit: Edit) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Takes one change back and leaves those after it. */
  readonly drop: (key: string) => void;
  /** Takes back all changes of which this holds; nothing brings them again. */
  readonly dropAll: (isGone: (change: Change) => boolean) => void;
  /** Undoes everything at once; it can be done again. */
  readonly discard: () => void;
};

const ChangesContext = createContext<Changes | null>(null);

/** Gives what is inside it the change set. */
export const ChangesContextProvider = ChangesContext.Provider;

/** The change set of the person. Only inside `ChangesProvider`. */
export function useChanges(): Changes {
  const changes = use(ChangesContext);
  if (!changes) throw new Error("useChanges needs ChangesProvider around it");
  return changes;
}
