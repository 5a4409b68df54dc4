import { useState } from "react";
import { idFor } from "../../../draft/new-id.js";
import { noteWords } from "../../../words/note.js";
import { AddForm } from "../edit/add-form.js";
import { useEditing } from "../edit/edit-context.js";
import { AboutField } from "./about-field.js";
import { MOST_LETTERS } from "./note-fields.js";

/** Asks what is to be remembered, and puts it on the picture. */
export function NewNote({ about: first }: { readonly about: string | undefined }) {
  const { subject } = useEditing();
  const [text, setText] = useState("");
  const [about, setAbout] = useState(first);
  const { text: label, textNeeded: needed } = noteWords;
  return (
    <AddForm
      said={{ label, value: text, onValue: setText, needed, maxLength: MOST_LETTERS, rows: 4 }}
      stepOf={(said) => ({
        do: "addNote",
        id: idFor(said, subject.workflow.notes ?? {}),
        note: { text: said, ...(about === undefined ? {} : { about }) },
      })}
    >
      <AboutField value={about} onAbout={setAbout} />
    </AddForm>
  );
}
