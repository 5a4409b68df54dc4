import { TextInput } from "@mantine/core";
import { useState } from "react";
import { editWords } from "../../../words/edit.js";

/** A name that is never empty: while nothing stands in the field, the last name counts. */
export function NameField({
  label = editWords.name,
  value,
  onName,
}: {
  readonly label?: string;
  readonly value: string;
  readonly onName: (name: string) => void;
}) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <TextInput
      label={label}
      value={isEmpty ? "" : value}
      maxLength={120}
      error={isEmpty ? editWords.nameNeeded : null}
      onChange={({ currentTarget: { value: typed } }) => {
        const isNothing = typed.trim() === "";
        setEmpty(isNothing);
        if (!isNothing) onName(typed);
      }}
      onBlur={() => setEmpty(false)}
    />
  );
}
