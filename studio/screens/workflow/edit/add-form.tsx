import { Button } from "@mantine/core";
import { useLayoutEffect, useRef, type ReactNode, type SyntheticEvent } from "react";
import { editWords } from "../../../words/edit.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";

/** The form of something new: its fields, and the buttons that add it or let it be. */
export function AddForm({
  onSubmit,
  children,
}: {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { onChoose } = useEditing();
  const form = useRef<HTMLFormElement>(null);
  // Also where it takes the place of another panel, which is no reason for a dialog to move the focus.
  useLayoutEffect(
    () =>
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true }),
    [],
  );
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
