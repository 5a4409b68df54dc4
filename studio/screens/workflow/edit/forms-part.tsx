import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { Form } from "../../../../engine/definition/form.js";
import { idFor } from "../../../draft/new-id.js";
import { readable } from "../../../ui/schema-form/choices.js";
import { editWords } from "../../../words/edit.js";
import { EMPTY_FORM } from "../fields/field-kinds.js";
import { FieldsPlace } from "../fields/fields-world.js";
import { FormDesigner } from "../fields/form-designer.js";
import { AddNamed } from "./add-named.js";
import classes from "./edit.module.css";
import { useEditing } from "./edit-context.js";
import { RenameFieldDialog, type Renaming } from "./rename-field-dialog.js";

/** The value of the choice that stands for what is kept about a case, beside the forms. */
const DATA = "";

/** What is kept about a case and what is asked when something is done, one of them to be designed. */
export function FormsPart() {
  const { subject, findings, record } = useEditing();
  const { id, data, forms = {} } = subject.workflow;
  const [renaming, setRenaming] = useState<Renaming | null>(null);
  const [asked, setAsked] = useState(DATA);
  const chosen = Object.hasOwn(forms, asked) ? asked : DATA;
  const change = (next: Form) =>
    record(
      chosen === DATA
        ? { do: "setWorkflow", change: { data: next } }
        : { do: "setForm", form: chosen, value: next },
    );
  const add = (name: string) => {
    const form = idFor(name, forms);
    record({ do: "setForm", form, value: EMPTY_FORM });
    setAsked(form);
  };
  return (
    <div className={`${classes.fields} ${classes.part}`}>
      <NativeSelect
        label={editWords.whichForm}
        value={chosen}
        data={[
          { value: DATA, label: editWords.caseData },
          ...Object.keys(forms).map((id) => ({ value: id, label: readable(id) })),
        ]}
        onChange={(event) => setAsked(event.currentTarget.value)}
      />
      <FieldsPlace subject={subject} findings={findings}>
        <FormDesigner
          key={chosen}
          value={forms[chosen] ?? data}
          path={chosen === DATA ? "/data" : `/forms/${chosen}`}
          onChange={change}
          onRename={(from) =>
            setRenaming({ workflow: id, form: chosen === DATA ? null : chosen, from })
          }
        />
      </FieldsPlace>
      {chosen === DATA ? null : (
        <Button
          variant="default"
          className={classes.remove ?? ""}
          onClick={() => record({ do: "setForm", form: chosen, value: null })}
        >
          {editWords.removeForm}
        </Button>
      )}
      {renaming ? <RenameFieldDialog field={renaming} onClose={() => setRenaming(null)} /> : null}
      <AddNamed label={editWords.newForm} submitLabel={editWords.addForm} onAdd={add} />
    </div>
  );
}
