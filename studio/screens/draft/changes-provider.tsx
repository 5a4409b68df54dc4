import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore, type ReactNode } from "react";
import {
  changeRights,
  changesOutside,
  type ChangeRights,
} from "../../../engine/definition/change-rights.js";
import type { Release } from "../../../engine/definition/release.js";
import { newKey } from "../../api/new-key.js";
import { releaseQuery } from "../../api/workflows.js";
import { applyChange, changedBody, placeOfChange, type Change } from "../../draft/change.js";
import { recorded, redone, undone, undoneAll, withoutAll, type Draft } from "../../draft/draft.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { rolesWords } from "../../words/roles.js";
import { useProfile } from "../desk/session.js";
import { subjectName } from "./change-words.js";
import { changeStoreOf, type ChangesNow } from "./change-store.js";
import { ChangesContextProvider, type Changes } from "./changes-context.js";
import { RightsProvider } from "./rights-context.js";

/** Loads the release that runs and gives what is inside it the person's changes on top of it. */
export function ChangesProvider({ children }: { readonly children: ReactNode }) {
  const release = useQuery(releaseQuery);
  const { standing } = useKeptChanges();
  if (release.isPending || standing === "loading") return <Waiting />;
  if (!release.data)
    return <ProblemNote error={release.error} onRetry={() => void release.refetch()} />;
  return <Provided release={release.data}>{children}</Provided>;
}

function Provided({
  release,
  children,
}: {
  readonly release: Release;
  readonly children: ReactNode;
}) {
  const { roles } = useProfile();
  const { organisation } = release.body;
  const rights = useMemo(() => changeRights(organisation, roles), [organisation, roles]);
  return (
    <RightsProvider value={rights}>
      <ChangesContextProvider value={useChangesOn(release, rights)}>
        {children}
      </ChangesContextProvider>
    </RightsProvider>
  );
}

/** The changes of the person, wherever a page stands. */
export function useKeptChanges(): ChangesNow {
  const store = changeStoreOf(useProfile().id);
  return useSyncExternalStore(store.subscribe, store.read);
}

function useChangesOn({ number, body: published }: Release, rights: ChangeRights): Changes {
  const store = changeStoreOf(useProfile().id);
  const { draft, release: begun } = useKeptChanges();
  const body = useMemo(() => changedBody(published, draft), [published, draft]);
  return useMemo(() => {
    const change = (how: (draft: Draft<Change>) => Draft<Change>) => {
      const before = store.read();
      // Whoever has changed nothing yet begins now.
      const release = before.draft.done === 0 ? number : before.release;
      store.write({ release, draft: how(before.draft) });
    };
    return {
      ...{ published, release: number, body, draft },
      begunOn: draft.done > 0 && begun !== number ? begun : null,
      record: (edit) => {
        if (changesOutside(body, applyChange(body, edit), rights).length > 0)
          toast("problem", rolesWords.refused(subjectName(edit, { body, published })));
        else change((now) => recorded(now, { ...edit, key: newKey() }, placeOfChange));
      },
      undo: () => change(undone),
      redo: () => change(redone),
      drop: (key) => change((now) => withoutAll(now, (one) => one.key === key)),
      dropAll: (isGone) => {
        change((now) => withoutAll(now, isGone));
        store.keep();
      },
      discard: () => change(undoneAll),
    };
  }, [store, published, number, body, draft, begun, rights]);
}
