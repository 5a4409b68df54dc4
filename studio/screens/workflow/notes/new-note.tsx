import { Textarea } from "@mantine/core";
import { useState } from "react";
import { idFor } from "../../../draft/new-id.js";
import { noteWords } from "../../../words/note.js";
import { addedBy } from "../edit/adding.js";
import { AddForm } from "../edit/add-form.js";
import { useEditing } from "../edit/edit-context.js";
import { AboutField } from "./about-field.js";
import { MOST_LETTERS } from "./note-fields.js";

/** Asks what is to be remembered, and puts it on the picture. */
export function NewNote({ about: first }: { readonly about: string | undefined }) {
  const { subject, record, onChoose } = useEditing();
  const [text, setText] = useState("");
  const [about, setAbout] = useState(first);
  const [missing, setMissing] = useState(false);
  const said = text.trim();
  const submit = () => {
    if (said === "") {
      setMissing(true);
      return;
    }
    const step = {
      do: "addNote",
      id: idFor(said, subject.workflow.notes ?? {}),
      note: { text: said, ...(about === undefined ? {} : { about }) },
    } as const;
    record(step);
    onChoose(addedBy(step));
  };
  return (
    <AddForm onSubmit={submit}>
      <Textarea
        data-autofocus
        label={noteWords.text}
        value={text}
        rows={4}
        maxLength={MOST_LETTERS}
        error={missing && said === "" ? noteWords.textNeeded : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <AboutField value={about} onAbout={setAbout} />
    </AddForm>
  );
}
