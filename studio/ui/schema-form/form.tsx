import { Button, Group, Stack } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import type { Form } from "../../../engine/definition/form.js";
import { words } from "../../words/index.js";
import { SchemaField } from "./field.js";
import { focusFirstError } from "./focus.js";
import { checkForm, inputOf, startValues, type FieldErrors, type Typed } from "./values.js";

/** A form drawn from its schema: labels, controls, errors at the fields. */
export function SchemaForm({
  form,
  submit,
  errors: given,
  busy,
  start,
  children,
  onSubmit,
  onCancel,
}: {
  readonly form: Form;
  /** Text of the button. */
  readonly submit: string;
  /** What the server found wrong. */
  readonly errors?: FieldErrors | undefined;
  readonly busy?: boolean | undefined;
  readonly start?: Readonly<Record<string, unknown>> | undefined;
  /** Stands between fields and buttons. */
  readonly children?: ReactNode;
  readonly onSubmit: (input: Record<string, unknown>) => void;
  readonly onCancel: () => void;
}) {
  const [typed, setTyped] = useState<Typed>(() => startValues(form, start));
  const [found, setFound] = useState<FieldErrors>({});
  const element = useRef<HTMLFormElement>(null);
  const errors = { ...given, ...found };
  const send = () => {
    const wrong = checkForm(form, typed);
    setFound(wrong);
    if (Object.keys(wrong).length === 0) onSubmit(inputOf(form, typed));
    else focusFirstError(element.current);
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <SchemaFields form={form} typed={typed} errors={errors} onChange={setTyped} />
        {children}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={busy === true}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The fields of a form in the order of its schema. */
export function SchemaFields({
  form,
  typed,
  errors,
  labels,
  choose,
  onChange,
}: {
  readonly form: Form;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** Labels of enum values by field. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly choose?: string;
  readonly onChange: (typed: Typed) => void;
}) {
  return Object.entries(form.properties).map(([name, field]) => (
    <SchemaField
      key={name}
      name={name}
      field={field}
      value={typed[name] ?? ""}
      required={form.required?.includes(name) === true}
      error={errors[name]}
      labels={labels?.[name]}
      choose={choose}
      onChange={(value) => onChange({ ...typed, [name]: value })}
    />
  ));
}
