import { ActionIcon } from "@mantine/core";
import { useEffect, useEffectEvent } from "react";
import { Icon } from "../../ui/icons.js";
import { draftWords } from "../../words/draft.js";
import classes from "./draft.module.css";
import type { Drafting } from "./use-draft.js";

/** What there is to undo, and how. */
type Undoing = Pick<Drafting<unknown, unknown>, "undo" | "redo" | "can">;

/** Back and forth through the change set, by button and by key. */
export function History({ drafting: { undo, redo, can } }: { readonly drafting: Undoing }) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // A field undoes its own typing.
    if (!(event.ctrlKey || event.metaKey) || isField(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) undo();
    else if (key === "y" || key === "z") redo();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div className={classes.history}>
      <ActionIcon
        variant="default"
        aria-label={draftWords.undo}
        disabled={!can.undo}
        onClick={undo}
      >
        <Icon name="undo" size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={draftWords.redo}
        disabled={!can.redo}
        onClick={redo}
      >
        <Icon name="redo" size={16} />
      </ActionIcon>
    </div>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("input, textarea, select");
}
