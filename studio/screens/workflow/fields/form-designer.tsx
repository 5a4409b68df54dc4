import { useState } from "react";
import { pointer } from "../../../../engine/definition/finding.js";
import type { Form } from "../../../../engine/definition/form.js";
import { renamed } from "../../../draft/rename-field.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { troubleAt, useFields } from "./fields-world.js";
import { FIELD_KINDS, fieldKind, newField, type FieldKind } from "./field-kinds.js";
import { freeName, withCopy, withField, withMoved, withoutField } from "./form-edits.js";
import { FormFieldEditor } from "./form-field-editor.js";
import { FormPreview } from "./form-preview.js";
import { ItemList } from "./item-list.js";
import { KindPicker } from "./kind-picker.js";

/**
 * The fields of a form, or of the data of a case: added by kind, put in order, changed one by one, and shown as whoever fills
 * them in will see them. Only inside a FieldsPlace.
 */
export function FormDesigner({
  value: form,
  path,
  onChange,
  onRename,
}: {
  readonly value: Form;
  /** Where the form stands (JSON pointer): `/data`, `/forms/reply`. */
  readonly path: string;
  readonly onChange: (form: Form) => void;
  /** A field is to get another name, here and in all that reads it. Without it names stay. */
  readonly onRename?: (name: string) => void;
}) {
  const { findings, readOnly } = useFields();
  const [open, setOpen] = useState<number | null>(null);
  // Nothing reads yet what was just added, so that it is called after its title.
  const [fresh, setFresh] = useState<string | null>(null);
  const { designer } = fieldsWords;
  const fields = Object.entries(form.properties);
  const named = (place: number) => fields[place]?.[0] ?? "";
  const add = (kind: FieldKind) => {
    const name = freeName(form, designer.newField);
    onChange(withField(form, name, newField(kind, designer.newField)));
    setFresh(name);
    setOpen(fields.length);
  };
  const titled = (name: string) => {
    if (fresh !== name) return;
    setFresh(null);
    const title = form.properties[name]?.title ?? "";
    if (title === designer.newField) return;
    onChange(renamed(form, { from: name, to: freeName(form, title) }));
  };
  const items = fields.map(([name, field]) => ({
    title: designer.told(
      field.title,
      designer.kinds[fieldKind(field)].name,
      form.required?.includes(name) === true ? "required" : "optional",
    ),
    trouble: troubleAt(findings, `${path}${pointer("properties", name)}`),
  }));
  return (
    <section className={classes.fields}>
      <div>
        <h3 className={classes.title}>{designer.title}</h3>
        {fields.length === 0 ? <p className={classes.quiet}>{designer.none}</p> : null}
        <ItemList
          {...{ items, open }}
          label={designer.title}
          onOpen={setOpen}
          {...(readOnly
            ? {}
            : {
                onMove: (from, to) => onChange(withMoved(form, from, to)),
                onDuplicate: (place) => onChange(withCopy(form, named(place))),
                onRemove: (place) => onChange(withoutField(form, named(place))),
              })}
        >
          {(place) => (
            <FormFieldEditor
              name={named(place)}
              onTitled={() => titled(named(place))}
              {...{ form, onChange, onRename }}
              path={`${path}${pointer("properties", named(place))}`}
            />
          )}
        </ItemList>
        {readOnly ? null : (
          <KindPicker
            add={designer.add}
            kinds={FIELD_KINDS.map((id) => ({ id, ...designer.kinds[id] }))}
            onChoose={(id) => {
              const kind = FIELD_KINDS.find((one) => one === id);
              if (kind) add(kind);
            }}
          />
        )}
      </div>
      <FormPreview form={form} />
    </section>
  );
}
