import { Button, Textarea, TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState, type ReactNode, type SyntheticEvent } from "react";
import { editWords } from "../../../words/edit.js";
import { addedBy } from "./adding.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";

/** What has to be said of something new: its name, or a text of several lines. */
type Said = {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What is wrong as long as nothing is said. */
  readonly needed: string;
  readonly maxLength?: number;
  /** Lines of a text; left out for a name. */
  readonly rows?: number;
};

/** The form of something new: what it is called, its other fields, and the buttons that add it or let it be. */
export function AddForm({
  said,
  stepOf,
  children,
}: {
  readonly said: Said;
  /** What adds it, with what was said without blanks around it. */
  readonly stepOf: (said: string) => Parameters<typeof addedBy>[0];
  readonly children?: ReactNode;
}) {
  const { record, onChoose } = useEditing();
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // Also where it takes the place of another panel, which is no reason for a dialog to move the focus.
  useLayoutEffect(
    () =>
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true }),
    [],
  );
  const text = said.value.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMissing(text === "");
    if (text === "") return;
    const step = stepOf(text);
    record(step);
    onChoose(addedBy(step));
  };
  return (
    <form ref={form} noValidate className={classes.fields} onSubmit={submit}>
      <SaidField said={said} error={isMissing && text === "" ? said.needed : null} />
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

/** Longest name. */
const NAME_LETTERS = 120;

function SaidField({ said, error }: { readonly said: Said; readonly error: string | null }) {
  const { label, value, onValue, maxLength = NAME_LETTERS, rows } = said;
  const props = { "data-autofocus": true, label, value, maxLength, error };
  if (rows !== undefined)
    return (
      <Textarea {...props} rows={rows} onChange={(event) => onValue(event.currentTarget.value)} />
    );
  return (
    <TextInput
      {...props}
      onChange={(event) => onValue(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
