import { useState } from "react";
import type { Group } from "../../../../engine/definition/drawing.js";
import { idFor } from "../../../draft/new-id.js";
import { groupWords } from "../../../words/group.js";
import { AddForm } from "../edit/add-form.js";
import { useEditing } from "../edit/edit-context.js";
import { ColourField } from "./colour-field.js";
import { StatesField } from "./states-field.js";

/** Asks what states that belong together are called, and frames them. */
export function NewGroup({ states: first }: { readonly states: readonly string[] }) {
  const { subject } = useEditing();
  const [name, setName] = useState("");
  const [colour, setColour] = useState<Group["colour"]>("tide");
  const [states, setStates] = useState(first);
  const { name: label, nameNeeded: needed } = groupWords;
  return (
    <AddForm
      said={{ label, value: name, onValue: setName, needed }}
      stepOf={(called) => ({
        do: "addGroup",
        id: idFor(called, subject.workflow.groups ?? {}),
        group: { name: called, colour, states: [...states] },
      })}
    >
      <ColourField value={colour} onColour={setColour} />
      <StatesField chosen={states} onChoose={setStates} />
    </AddForm>
  );
}
