import { Textarea, type TextareaProps } from "@mantine/core";
import { useState } from "react";

type Props = Omit<TextareaProps, "value" | "onChange"> & {
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
};

/** A list of texts, one per line. Blank lines and spaces around a line stay while somebody types, and count for nothing. */
export function LinesInput({ lines, onLines, ...rest }: Props) {
  const [typed, setTyped] = useState("");
  const isTyped = linesOf(typed).join("\n") === lines.join("\n");
  return (
    <Textarea
      {...rest}
      value={isTyped ? typed : lines.join("\n")}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onLines(linesOf(value));
      }}
    />
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
