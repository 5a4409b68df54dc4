import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Group } from "../../../../engine/definition/drawing.js";
import { idFor } from "../../../draft/new-id.js";
import { groupWords } from "../../../words/group.js";
import { AddForm } from "../edit/add-form.js";
import { addedBy } from "../edit/adding.js";
import { useEditing } from "../edit/edit-context.js";
import { ColourField } from "./colour-field.js";
import { StatesField } from "./states-field.js";

/** Asks what states that belong together are called, and frames them. */
export function NewGroup({ states: first }: { readonly states: readonly string[] }) {
  const { subject, record, onChoose } = useEditing();
  const [name, setName] = useState("");
  const [colour, setColour] = useState<Group["colour"]>("tide");
  const [states, setStates] = useState(first);
  const [missing, setMissing] = useState(false);
  const called = name.trim();
  const submit = () => {
    if (called === "") {
      setMissing(true);
      return;
    }
    const id = idFor(called, subject.workflow.groups ?? {});
    const group = { name: called, colour, states: [...states] };
    const step = { do: "addGroup", id, group } as const;
    record(step);
    onChoose(addedBy(step));
  };
  return (
    <AddForm onSubmit={submit}>
      <TextInput
        data-autofocus
        label={groupWords.name}
        value={name}
        maxLength={120}
        error={missing && called === "" ? groupWords.nameNeeded : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ColourField value={colour} onColour={setColour} />
      <StatesField chosen={states} onChoose={setStates} />
    </AddForm>
  );
}
