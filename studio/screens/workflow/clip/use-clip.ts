import { useState } from "react";
import { clippingOf, type Clipping } from "../../../draft/clipping.js";
import { clashesOf, pasted, type Answer, type Clash } from "../../../draft/pasting.js";
import { toast } from "../../../ui/toast.js";
import { clipWords } from "../../../words/clip.js";
import { useChanges } from "../../draft/changes-context.js";
import { useEditing } from "../edit/edit-context.js";
import { keptClip } from "./kept-clip.js";

/** Something that cannot be pasted before somebody has said what becomes of what is called the same. */
export type Asking = { readonly clipping: Clipping; readonly clashes: readonly Clash[] };

/** Copying, cutting and pasting the states that are picked. Each is one step to undo. */
export function useClip() {
  const { body, record: recordAny } = useChanges();
  const { subject, picked, record, onPickAll, onChoose } = useEditing();
  const { workflow } = subject;
  const [asking, setAsking] = useState<Asking | null>(null);
  const finish = (clipping: Clipping, answerTo: (clash: Clash) => Answer) => {
    const { edit, states } = pasted(clipping, { body, workflow, answerTo });
    recordAny(edit);
    setAsking(null);
    onChoose(null);
    onPickAll(states);
  };
  const paste = (clipping: Clipping | null) => {
    if (!clipping) return;
    const clashes = clashesOf(clipping, { body, workflow });
    if (clashes.length > 0) setAsking({ clipping, clashes });
    else finish(clipping, () => "here");
  };
  /** The text for the clipboard; null when nothing is picked. */
  const copy = (): string | null => {
    const clipping = clippingOf(body, workflow, picked);
    if (!clipping) return null;
    toast("note", clipWords.copied(Object.keys(clipping.states).length));
    return keptClip.write(clipping);
  };
  const cut = (): string | null => {
    const text = copy();
    const going = picked.filter((state) => state !== workflow.initial);
    if (going.length < picked.length) toast("note", clipWords.firstStays);
    if (text === null || going.length === 0) return text;
    record({
      do: "together",
      steps: going.map((state) => ({ do: "removeState" as const, state })),
    });
    onChoose(null);
    onPickAll([]);
    return text;
  };
  return {
    ...{ asking, copy, cut, paste, finish },
    duplicate: () => paste(clippingOf(body, workflow, picked)),
    cancel: () => setAsking(null),
  };
}
