import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState, type ReactNode, type SyntheticEvent } from "react";
import type { State } from "../../../../engine/definition/workflow.js";
import { editWords } from "../../../words/edit.js";
import { nameOf, type Subject } from "../names.js";
import { addedBy, stateAdded, transitionAdded, type Adding } from "./adding.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";

/** What the panel of something new is called. */
export function addingTitle(subject: Subject, adding: Adding): string {
  if (adding.kind === "state") return editWords.newState;
  const { from, to } = adding;
  const end = to === undefined ? editWords.stays : nameOf.state(subject, to);
  return editWords.newWay(nameOf.state(subject, from), end);
}

type Of<Kind extends Adding["kind"]> = {
  readonly adding: Extract<Adding, { readonly kind: Kind }>;
};

/** Asks for a name, and adds it. */
export function AddPanel({ adding }: { readonly adding: Adding }) {
  return adding.kind === "state" ? <NewState adding={adding} /> : <NewTransition adding={adding} />;
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
    <Form onSubmit={submit}>
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
    </Form>
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
    <Form onSubmit={submit}>
      <TextInput
        data-autofocus
        label={to === undefined ? editWords.hereName : editWords.wayName}
        value={name}
        maxLength={120}
        error={missing && name.trim() === "" ? editWords.nameNeeded : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Form>
  );
}

function Form({
  onSubmit,
  children,
}: {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { onChoose } = useEditing();
  const form = useRef<HTMLFormElement>(null);
  // Also where it takes the place of another panel, which is no reason for a dialog to move the focus.
  useLayoutEffect(() => form.current?.querySelector("input")?.focus({ preventScroll: true }), []);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form} noValidate className={classes.fields} onSubmit={submit}>
      {children}
      <div className={classes.buttons}>
        <Button type="submit">{editWords.add}</Button>
        <Button variant="default" onClick={() => onChoose(null)}>
          {editWords.cancel}
        </Button>
      </div>
    </form>
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
