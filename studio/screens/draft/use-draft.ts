import { useMemo } from "react";
import {
  draftIn,
  isIn,
  modelIn,
  type ChangedKind,
  type Edit,
  type ModelOf,
  type StepOf,
  type Target,
} from "../../draft/change.js";
import type { Draft } from "../../draft/draft.js";
import { toast } from "../../ui/toast.js";
import { draftWords } from "../../words/draft.js";
import { subjectName } from "./change-words.js";
import { useChanges } from "./changes-context.js";

/** A definition that is being changed, and what can be done to the change. */
export type Drafting<Model, Step> = {
  /** As it stands with the change. */
  readonly model: Model;
  /** The steps in this definition alone. */
  readonly draft: Draft<Step>;
  /** Number of the release that the change was begun on, when a newer one runs by now. */
  readonly begunOn: number | null;
  readonly record: (step: Step) => void;
  /** One step back in the whole change set, of which this definition is a part; said where that is not to be seen here. */
  readonly undo: () => void;
  readonly redo: () => void;
  /** Whether there is a step to undo, and one to do again, anywhere in the change set. */
  readonly can: { readonly undo: boolean; readonly redo: boolean };
  /** Takes one step in this definition back, by its place in `draft`, and leaves those after it. */
  readonly drop: (place: number) => void;
  /** Takes every step in this definition back for good. */
  readonly clear: () => void;
};

/**
 * One definition out of the change set of the person. Only inside `ChangesProvider`, for a definition that stands in `body` of
 * `useChanges()`: one that exists in the change set alone is as good as one that runs.
 * @throws Error when there is no such definition
 */
export function useDraft<K extends ChangedKind>({
  kind,
  id,
}: Target<K>): Drafting<ModelOf<K>, StepOf<K>> {
  const changes = useChanges();
  const { body, draft: whole, begunOn } = changes;
  const draft = useMemo(() => draftIn(whole, { kind, id }), [whole, kind, id]);
  const model = useMemo(() => modelIn(body, { kind, id }), [body, kind, id]);
  if (!model) throw new Error(`there is no ${kind} ${id} to be changed`);
  const own = whole.steps.slice(0, whole.done).filter((change) => isIn(change, { kind, id }));
  const tell = (place: number, say: (name: string) => string) => {
    const change = whole.steps[place];
    if (change && !isIn(change, { kind, id })) toast("note", say(subjectName(change, changes)));
  };
  return {
    ...{ model, draft, begunOn },
    // The kind and its step belong together, which the compiler cannot see of a kind that it does not know.
    record: (step) => changes.record({ kind, id, step } as Edit),
    undo: () => {
      changes.undo();
      tell(whole.done - 1, draftWords.undoneIn);
    },
    redo: () => {
      changes.redo();
      tell(whole.done, draftWords.redoneIn);
    },
    can: { undo: whole.done > 0, redo: whole.done < whole.steps.length },
    drop: (place) => changes.drop(own[place]?.key ?? ""),
    clear: () => changes.dropAll((change) => isIn(change, { kind, id })),
  };
}
