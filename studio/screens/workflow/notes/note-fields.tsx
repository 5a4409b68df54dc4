import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { noteWords } from "../../../words/note.js";
import classes from "../edit/edit.module.css";
import { useEditing } from "../edit/edit-context.js";
import { AboutField } from "./about-field.js";

/** As long as a note may be (`engine/definition/drawing.ts`). */
export const MOST_LETTERS = 1000;

/** Everything that can be changed about a note. */
export function NoteFields({ id }: { readonly id: string }) {
  const { subject, record, onChoose } = useEditing();
  const [isEmpty, setEmpty] = useState(false);
  const note = subject.workflow.notes?.[id];
  if (!note) return null;
  return (
    <div className={classes.fields}>
      <p className={classes.quiet}>{noteWords.lead}</p>
      <Textarea
        label={noteWords.text}
        value={isEmpty ? "" : note.text}
        rows={6}
        maxLength={MOST_LETTERS}
        error={isEmpty ? noteWords.textNeeded : null}
        onChange={({ currentTarget: { value: text } }) => {
          const isNothing = text.trim() === "";
          setEmpty(isNothing);
          if (!isNothing) record({ do: "setNote", note: id, change: { text } });
        }}
        onBlur={() => setEmpty(false)}
      />
      <AboutField
        value={note.about}
        // Where it stood beside something else says nothing about where it stands now.
        onAbout={(about) =>
          record({ do: "setNote", note: id, change: { about: about ?? null, at: null } })
        }
      />
      <Button
        variant="default"
        color="red"
        className={classes.remove ?? ""}
        onClick={() => {
          record({ do: "removeNote", note: id });
          onChoose(null);
        }}
      >
        {noteWords.remove}
      </Button>
    </div>
  );
}
