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
import { addedBy, stateAdded, transitionAdded, type Adding } from "./adding.js";
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
  const { subject, record, onChoose } = useEditing();
  const [state, setState] = useState<{ readonly name: string; readonly kind: State["class"] }>({
    name: "",
    kind: "working",
  });
  const [isFinal, setFinal] = useState(false);
  const [named, setNamed] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const { name, kind } = state;
  const wayName = named ?? (name.trim() === "" ? "" : editWords.wayTo(name.trim()));
  const submit = () => {
    if (name.trim() === "") {
      setMissing(true);
      return;
    }
    const step = stateAdded(subject, adding, {
      name: name.trim(),
      class: kind,
      final: isFinal,
      wayName: wayName.trim() === "" ? editWords.wayTo(name.trim()) : wayName.trim(),
    });
    record(step);
    onChoose(addedBy(step));
  };
  return (
    <AddForm onSubmit={submit}>
      <TextInput
        data-autofocus
        label={editWords.stateName}
        value={name}
        maxLength={120}
        error={missing && name.trim() === "" ? editWords.nameNeeded : null}
        onChange={(event) => setState({ ...state, name: event.currentTarget.value })}
      />
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
  const { subject, record, onChoose } = useEditing();
  const { to } = adding;
  const [name, setName] = useState(
    to === undefined ? "" : editWords.wayTo(nameOf.state(subject, to)),
  );
  const [missing, setMissing] = useState(false);
  const submit = () => {
    if (name.trim() === "") {
      setMissing(true);
      return;
    }
    const step = transitionAdded(subject, adding, name.trim());
    record(step);
    onChoose(addedBy(step));
  };
  return (
    <AddForm onSubmit={submit}>
      <TextInput
        data-autofocus
        label={to === undefined ? editWords.hereName : editWords.wayName}
        value={name}
        maxLength={120}
        error={missing && name.trim() === "" ? editWords.nameNeeded : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </AddForm>
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
