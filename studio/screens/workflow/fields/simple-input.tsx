import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import type { Json } from "../../../../engine/definition/names.js";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";
import { words } from "../../../words/index.js";
import { ChoiceInput } from "./choice-input.js";
import { DurationInput } from "./duration-input.js";
import { NumberInput } from "./number-input.js";
import type { Shape } from "./shape.js";

/** What every field shows and says. */
export type FieldProps = {
  readonly label: string;
  readonly help?: string | undefined;
  /** What leaving it out is called, where that means something. */
  readonly none?: string | undefined;
  readonly trouble?: string | undefined;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly value: Json | undefined;
  /** Undefined leaves it out. */
  readonly onChange: (value: Json | undefined) => void;
};

/** Longer than this a text gets more than one line. */
const ONE_LINE = 120;

/** Something fixed of one shape. */
export function SimpleInput({
  shape,
  choices,
  valueWords,
  suggestions,
  ...field
}: FieldProps & {
  readonly shape: Shape;
  /** What may stand here, where that is known. */
  readonly choices: readonly Choice[] | null;
  /** Words for the values of a choice. */
  readonly valueWords: (value: string) => string;
  /** Words that are known, where others may be written too. */
  readonly suggestions?: readonly string[];
}) {
  const { value, required, onChange, none = fieldsWords.leftOut, ...rest } = field;
  const text = typeof value === "string" ? value : undefined;
  const optional = required ? {} : { none };
  switch (shape.is) {
    case "fixed":
      return <Tick {...field} checked={value === shape.value} on={shape.value} />;
    case "truth":
      return required ? (
        <Tick {...field} checked={value === true} on={true} off={false} />
      ) : (
        <ChoiceInput
          {...rest}
          {...optional}
          value={typeof value === "boolean" ? String(value) : undefined}
          choices={TRUTHS}
          onChange={(chosen) => onChange(chosen === undefined ? undefined : chosen === "true")}
        />
      );
    case "choice":
      return (
        <ChoiceInput
          {...rest}
          {...optional}
          value={text}
          choices={shape.values.map((one) => ({ value: one, label: valueWords(one) }))}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <NumberInput
          {...rest}
          {...shape}
          required={required}
          value={typeof value === "number" ? value : undefined}
          onChange={onChange}
        />
      );
    case "duration":
      return <DurationInput {...rest} required={required} value={text} onChange={onChange} />;
    default:
      if (choices)
        return <ChoiceInput {...rest} {...optional} {...{ choices, onChange }} value={text} />;
      return (
        <Line {...field} most={shape.is === "text" ? shape.most : 40} suggestions={suggestions} />
      );
  }
}

/** Yes and no, to be chosen. */
export const TRUTHS: readonly Choice[] = [
  { value: "true", label: words.yes },
  { value: "false", label: words.no },
];

function Tick({
  label,
  help,
  trouble,
  readOnly,
  checked,
  on,
  off,
  onChange,
}: FieldProps & { readonly checked: boolean; readonly on: Json; readonly off?: Json }) {
  return (
    <Checkbox
      label={label}
      description={help}
      error={trouble}
      disabled={readOnly}
      checked={checked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked ? on : off)}
    />
  );
}

function Line({
  label,
  help,
  trouble,
  required,
  readOnly,
  value,
  most,
  suggestions = [],
  onChange,
}: FieldProps & { readonly most: number; readonly suggestions?: readonly string[] | undefined }) {
  const list = useId();
  const shared = {
    ...{ label, readOnly, description: help, error: trouble, maxLength: most },
    value: typeof value === "string" ? value : "",
    onChange: ({ currentTarget: { value: typed } }: { currentTarget: { value: string } }) =>
      onChange(typed === "" && !required ? undefined : typed),
  };
  if (most > ONE_LINE) return <Textarea {...shared} autosize={false} rows={2} />;
  return (
    <>
      <TextInput {...shared} {...(suggestions.length > 0 ? { list } : {})} autoComplete="off" />
      {suggestions.length > 0 ? (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
