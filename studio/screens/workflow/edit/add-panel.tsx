import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { State } from "../../../../engine/definition/workflow.js";
import { editWords } from "../../../words/edit.js";
import { groupWords } from "../../../words/group.js";
import { noteWords } from "../../../words/note.js";
import { nameOf, type Subject } from "../names.js";
import { NewGroup } from "../groups/new-group.js";
import { NewNote } from "../notes/new-note.js";
import { AddForm } from "./add-form.js";
import { stateAdded, transitionAdded, type Adding } from "./adding.js";
import { useEditing } from "./edit-context.js";

/** What the panel of something new is called. */
export function addingTitle(subject: Subject, adding: Adding): string {
  if (adding.kind === "state") return editWords.newState;
  if (adding.kind === "note") return noteWords.new;
  if (adding.kind === "group") return groupWords.new;
  const { from, to } = adding;
  const end = to === undefined ? editWords.stays : nameOf.state(subject, to);
  return editWords.newWay(nameOf.state(subject, from), end);
}

type Of<Kind extends Adding["kind"]> = {
  readonly adding: Extract<Adding, { readonly kind: Kind }>;
};

/** Asks for a name, and adds it. */
export function AddPanel({ adding }: { readonly adding: Adding }) {
  switch (adding.kind) {
    case "state":
      return <NewState adding={adding} />;
    case "transition":
      return <NewTransition adding={adding} />;
    case "note":
      return <NewNote about={adding.about} />;
    case "group":
      return <NewGroup states={adding.states} />;
  }
}

function NewState({ adding }: Of<"state">) {
  const { subject } = useEditing();
  const [state, setState] = useState<{ readonly name: string; readonly kind: State["class"] }>({
    name: "",
    kind: "working",
  });
  const [isFinal, setFinal] = useState(false);
  const [named, setNamed] = useState<string | null>(null);
  const { name, kind } = state;
  const wayName = named ?? (name.trim() === "" ? "" : editWords.wayTo(name.trim()));
  return (
    <AddForm
      said={{
        label: editWords.stateName,
        value: name,
        onValue: (value) => setState({ ...state, name: value }),
        needed: editWords.nameNeeded,
      }}
      stepOf={(called) =>
        stateAdded(subject, adding, {
          name: called,
          class: kind,
          final: isFinal,
          wayName: wayName.trim() === "" ? editWords.wayTo(called) : wayName.trim(),
        })
      }
    >
      <KindField value={kind} onKind={(next) => setState({ ...state, kind: next })} />
      <Checkbox
        label={editWords.final}
        checked={isFinal}
        onChange={(event) => {
          const ends = event.currentTarget.checked;
          setFinal(ends);
          setState({ ...state, kind: ends ? "done" : kind === "done" ? "working" : kind });
        }}
      />
      {adding.from === undefined ? null : (
        <TextInput
          label={editWords.wayName}
          value={wayName}
          maxLength={120}
          onChange={(event) => setNamed(event.currentTarget.value)}
        />
      )}
    </AddForm>
  );
}

function NewTransition({ adding }: Of<"transition">) {
  const { subject } = useEditing();
  const { to } = adding;
  const [name, setName] = useState(
    to === undefined ? "" : editWords.wayTo(nameOf.state(subject, to)),
  );
  return (
    <AddForm
      said={{
        label: to === undefined ? editWords.hereName : editWords.wayName,
        value: name,
        onValue: setName,
        needed: editWords.nameNeeded,
      }}
      stepOf={(called) => transitionAdded(subject, adding, called)}
    />
  );
}

/** What a state means to everybody who sees a case in it. */
export function KindField({
  value,
  onKind,
}: {
  readonly value: State["class"];
  readonly onKind: (kind: State["class"]) => void;
}) {
  return (
    <NativeSelect
      label={editWords.kind}
      value={value}
      data={Object.entries(editWords.kinds).map(([kind, label]) => ({ value: kind, label }))}
      onChange={(event) => onKind(event.currentTarget.value as State["class"])}
    />
  );
}
