import { TextInput } from "@mantine/core";
import { useState } from "react";
import { fieldsWords } from "../../../words/fields.js";

/** A number while somebody types it: what is typed stays as it is, and counts once it is a number within its limits. */
export function NumberInput({
  value,
  whole,
  least,
  most,
  label,
  ariaLabel,
  help,
  usual,
  trouble,
  required,
  readOnly,
  onChange,
}: {
  readonly value: number | undefined;
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
  readonly label?: string;
  /** In place of a label that is seen. */
  readonly ariaLabel?: string;
  readonly help?: string | undefined;
  /** What counts while it is left empty. */
  readonly usual?: number | undefined;
  readonly trouble?: string | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly onChange: (value: number | undefined) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === undefined ? "" : String(value));
  const wrong = typed === null ? undefined : problem(typed, { whole, least, most, required });
  return (
    <TextInput
      label={label}
      aria-label={ariaLabel}
      description={help}
      error={wrong ?? trouble}
      inputMode={whole ? "numeric" : "decimal"}
      placeholder={usual === undefined ? undefined : String(usual)}
      readOnly={readOnly}
      value={text}
      onBlur={() => setTyped(null)}
      onChange={({ currentTarget: { value: now } }) => {
        setTyped(now);
        if (problem(now, { whole, least, most, required }) !== undefined) return;
        const next = numberOf(now);
        if (next !== value) onChange(next);
      }}
    />
  );
}

type Limits = {
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
  readonly required: boolean;
};

function numberOf(typed: string): number | undefined {
  return typed.trim() === "" ? undefined : Number(typed);
}

function problem(typed: string, { whole, least, most, required }: Limits): string | undefined {
  const number = numberOf(typed);
  if (number === undefined) return required ? fieldsWords.notANumber : undefined;
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number)))
    return fieldsWords.notANumber;
  if (number >= least && number <= most) return undefined;
  return Number.isFinite(least) && Number.isFinite(most)
    ? fieldsWords.between(least, most)
    : fieldsWords.notANumber;
}
