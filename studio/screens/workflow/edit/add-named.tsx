import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { editWords } from "../../../words/edit.js";
import classes from "./edit.module.css";

/** A field for the name of something new, and the button that adds it. */
export function AddNamed({
  label,
  submitLabel,
  onAdd,
}: {
  readonly label: string;
  readonly submitLabel: string;
  readonly onAdd: (name: string) => void;
}) {
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className={classes.addNamed}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(name.trim() === "");
        if (name.trim() === "") return;
        onAdd(name.trim());
        setName("");
      }}
    >
      <TextInput
        label={label}
        value={name}
        maxLength={120}
        error={missing && name.trim() === "" ? editWords.nameNeeded : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {submitLabel}
      </Button>
    </form>
  );
}
