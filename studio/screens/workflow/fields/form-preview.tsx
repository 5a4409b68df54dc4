import { Button } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import type { Form } from "../../../../engine/definition/form.js";
import { choicesOf, ChoicesProvider } from "../../../ui/schema-form/choices.js";
import { focusFirstError } from "../../../ui/schema-form/focus.js";
import { SchemaFields } from "../../../ui/schema-form/form.js";
import {
  checkForm,
  startValues,
  type FieldErrors,
  type Typed,
} from "../../../ui/schema-form/values.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";

/** A form as staff and patients see it on a phone, to be filled in and tried. Nothing of it goes anywhere. */
export function FormPreview({ form }: { readonly form: Form }) {
  const { subject } = useFields();
  const { designer } = fieldsWords;
  const [typed, setTyped] = useState<Typed>({});
  const [tried, setTried] = useState<FieldErrors | null>(null);
  const preview = useRef<HTMLDivElement>(null);
  const choices = useMemo(
    () => ({
      user: [{ value: "somebody", label: designer.example }],
      queue: subject.body.organisation.queues.map(({ id, name }) => ({ value: id, label: name })),
      priority: choicesOf(subject.workflow.priorities),
    }),
    [subject, designer],
  );
  // What a field held as another kind means nothing to it now.
  const held = { ...startValues(form), ...matching(form, typed) };
  const attempt = () => {
    const errors = checkForm(form, held);
    setTried(errors);
    if (Object.keys(errors).length > 0) focusFirstError(preview.current);
  };
  return (
    <div>
      <h3 className={classes.title}>{designer.preview}</h3>
      {Object.keys(form.properties).length === 0 ? (
        <p className={classes.quiet}>{designer.previewNone}</p>
      ) : (
        <div ref={preview} role="group" aria-label={designer.preview} className={classes.phone}>
          <ChoicesProvider value={choices}>
            <SchemaFields
              form={form}
              typed={held}
              errors={tried ?? {}}
              onChange={(next) => {
                setTyped(next);
                setTried(null);
              }}
            />
          </ChoicesProvider>
          <Button variant="default" onClick={attempt}>
            {designer.check}
          </Button>
          <p role="status" className={classes.quiet}>
            {tried && Object.keys(tried).length === 0 ? designer.accepted : ""}
          </p>
        </div>
      )}
    </div>
  );
}

function matching({ properties }: Form, typed: Typed): Typed {
  const entries = Object.entries(typed).filter(([name, value]) => {
    const field = properties[name];
    return field && (field.type === "boolean") === (typeof value === "boolean");
  });
  return Object.fromEntries(entries);
}
