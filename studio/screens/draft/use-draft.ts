import { useEffect, useMemo, useState } from "react";
import {
  modelOf,
  recorded,
  redone,
  undone,
  without,
  type Apply,
  type Draft,
} from "../../draft/draft.js";
import { useProfile } from "../desk/session.js";
import { draftStore, unchangedOn, type DraftOf, type StoredDraft } from "./stored-draft.js";

/** A definition that is being changed, and what can be done to the change. */
export type Drafting<Model, Step> = {
  /** As it stands with the change. */
  readonly model: Model;
  readonly draft: Draft<Step>;
  /** Number of the release that the change was begun on, when a newer one runs by now. */
  readonly begunOn: number | null;
  readonly record: (step: Step) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Takes one step back and leaves those after it. */
  readonly drop: (place: number) => void;
  readonly clear: () => void;
};

/** What is changed, and how: `apply` and `placeOf` must be the same functions in every render. */
export type DraftSource<Model, Step> = DraftOf & {
  readonly published: Model;
  /** Number of the release that it stands in. */
  readonly release: number;
  readonly apply: Apply<Model, Step>;
  readonly placeOf: (step: Step) => string | null;
};

/** The draft that the person has of a definition. It is put on top of what is published, also when that is newer than the draft. */
export function useDraft<Model, Step>({
  kind,
  id,
  published,
  release,
  apply,
  placeOf,
}: DraftSource<Model, Step>): Drafting<Model, Step> {
  const person = useProfile().id;
  const store = useMemo(() => draftStore<Step>(person, { kind, id }), [person, kind, id]);
  const [kept, setKept] = useState<StoredDraft<Step>>(() => store.read() ?? unchangedOn(release));
  useEffect(() => store.write(kept), [store, kept]);
  const { draft } = kept;
  const model = useMemo(() => modelOf(published, draft, apply), [published, draft, apply]);
  const change = (how: (draft: Draft<Step>) => Draft<Step>) => {
    setKept((before) => ({
      // Whoever has changed nothing yet begins now.
      release: before.draft.steps.length === 0 ? release : before.release,
      draft: how(before.draft),
    }));
  };
  return {
    model,
    draft,
    begunOn: draft.done > 0 && kept.release !== release ? kept.release : null,
    record: (step) => change((before) => recorded(before, step, placeOf)),
    undo: () => change(undone),
    redo: () => change(redone),
    drop: (place) => change((before) => without(before, place)),
    clear: () => setKept(unchangedOn(release)),
  };
}
