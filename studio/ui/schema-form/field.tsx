import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { FormField } from "../../../engine/definition/form.js";
import { words } from "../../words/index.js";
import { choicesOf, useChoices, type Choice, type Choices } from "./choices.js";
import { controlOf, type Control } from "./control.js";
import { useUserPicker } from "./user-picker.js";

/** One field on the screen. */
export type FieldProps = {
  readonly name: string;
  readonly field: FormField;
  readonly value: string | boolean;
  readonly required: boolean;
  readonly error: string | undefined;
  /** Labels of enum values, when ids are not what people should read. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** First entry of a picker that holds nothing yet. */
  readonly choose?: string | undefined;
  readonly onChange: (value: string | boolean) => void;
};

/** Draws the control that a field of a form needs. */
export function SchemaField(props: FieldProps) {
  return DRAW[controlOf(props.field)](props);
}

const INPUT_TYPES = {
  text: "text",
  number: "number",
  date: "date",
  datetime: "datetime-local",
  email: "email",
  phone: "tel",
} as const;

const DRAW: Readonly<Record<Control, (props: FieldProps) => ReactNode>> = {
  text: (props) => <Line {...props} kind="text" />,
  number: (props) => <Line {...props} kind="number" />,
  date: (props) => <Line {...props} kind="date" />,
  datetime: (props) => <Line {...props} kind="datetime" />,
  email: (props) => <Line {...props} kind="email" />,
  phone: (props) => <Line {...props} kind="phone" />,
  textarea: (props) => <Area {...props} />,
  checkbox: (props) => <Tick {...props} />,
  choice: (props) => <Pick {...props} choices={choicesOf(enumOf(props.field), props.labels)} />,
  user: (props) => <PickUser {...props} />,
  queue: (props) => <PickFrom {...props} list="queue" />,
  priority: (props) => <PickFrom {...props} list="priority" />,
};

function shared({ name, field, required, error, onChange }: FieldProps) {
  return {
    name,
    label: field.title,
    description: field.description,
    error,
    "aria-required": required,
    withAsterisk: required,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
}

function Line(props: FieldProps & { readonly kind: keyof typeof INPUT_TYPES }) {
  return (
    <TextInput
      {...shared(props)}
      value={String(props.value)}
      type={INPUT_TYPES[props.kind]}
      autoComplete="off"
    />
  );
}

function Area(props: FieldProps) {
  return <Textarea {...shared(props)} value={String(props.value)} rows={4} />;
}

function Tick({ name, field, value, error, onChange }: FieldProps) {
  return (
    <Checkbox
      name={name}
      label={field.title}
      description={field.description}
      checked={value === true}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function Pick(props: FieldProps & { readonly choices: readonly Choice[] }) {
  const first = { value: "", label: props.choose ?? words.form.choose };
  return (
    <NativeSelect {...shared(props)} value={String(props.value)} data={[first, ...props.choices]} />
  );
}

/** A list that no form holds; the form may offer a part of it. */
function PickFrom(props: FieldProps & { readonly list: keyof Choices }) {
  const all = useChoices()[props.list];
  const some = enumOf(props.field);
  const choices = some.length === 0 ? all : all.filter(({ value }) => some.includes(value));
  return <Pick {...props} choices={choices} />;
}

function PickUser(props: FieldProps) {
  const draw = useUserPicker();
  return draw ? draw(props) : <PickFrom {...props} list="user" />;
}

function enumOf(field: FormField): readonly string[] {
  return field.type === "string" ? (field.enum ?? []) : [];
}
