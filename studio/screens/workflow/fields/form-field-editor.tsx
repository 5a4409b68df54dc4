import { Button, Checkbox, TextInput } from "@mantine/core";
import type { Form, FormField, PhiClass } from "../../../../engine/definition/form.js";
import { LinesInput } from "../../../ui/lines-input.js";
import { fieldsWords } from "../../../words/fields.js";
import { renameFieldWords } from "../../../words/rename-field.js";
import { ChoiceInput } from "./choice-input.js";
import classes from "./fields.module.css";
import { useFields, useTrouble } from "./fields-world.js";
import { asKind, FIELD_KINDS, fieldKind } from "./field-kinds.js";
import { required, withField } from "./form-edits.js";
import { withMember } from "./members.js";
import { NumberInput } from "./number-input.js";

type Props = {
  readonly form: Form;
  readonly name: string;
  /** Where the field stands (JSON pointer). */
  readonly path: string;
  readonly onChange: (form: Form) => void;
  /** Its title is written, and left. */
  readonly onTitled: () => void;
  /** It is to be called otherwise. */
  readonly onRename: ((name: string) => void) | undefined;
};

/** One field of a form: what it asks, what may be answered, and how private the answer is. */
export function FormFieldEditor({ form, name, path, onChange, onTitled, onRename }: Props) {
  const { readOnly } = useFields();
  const { designer } = fieldsWords;
  const field = form.properties[name];
  const titleTrouble = useTrouble(`${path}/title`);
  if (!field) return null;
  const put = (next: FormField) => onChange(withField(form, name, next));
  const kind = fieldKind(field);
  const isData = path.startsWith("/data/");
  return (
    <div className={classes.fields}>
      <TextInput
        label={designer.fieldTitle}
        error={titleTrouble}
        maxLength={120}
        readOnly={readOnly}
        value={field.title}
        onChange={({ currentTarget }) => put({ ...field, title: currentTarget.value })}
        onBlur={onTitled}
      />
      <TextInput
        label={designer.help}
        maxLength={300}
        readOnly={readOnly}
        value={field.description ?? ""}
        onChange={({ currentTarget: { value } }) =>
          put(withMember(field, "description", value === "" ? undefined : value))
        }
      />
      <ChoiceInput
        label={designer.kind}
        help={designer.kinds[kind].says}
        readOnly={readOnly}
        value={kind}
        choices={FIELD_KINDS.map((one) => ({ value: one, label: designer.kinds[one].name }))}
        onChange={(chosen) => {
          const next = FIELD_KINDS.find((one) => one === chosen);
          if (next) put(asKind(field, next));
        }}
      />
      <Checkbox
        label={designer.required}
        disabled={readOnly}
        checked={form.required?.includes(name) === true}
        onChange={({ currentTarget: { checked } }) =>
          onChange(required(form, name, checked ? "required" : "optional"))
        }
      />
      <Answers field={field} readOnly={readOnly} onChange={put} />
      <Privacy field={field} readOnly={readOnly} onChange={put} />
      {isData ? <Listed field={field} readOnly={readOnly} onChange={put} /> : null}
      {onRename && !readOnly ? <NameField name={name} onRename={() => onRename(name)} /> : null}
    </div>
  );
}

type Part = {
  readonly field: FormField;
  readonly readOnly: boolean;
  readonly onChange: (field: FormField) => void;
};

/** What may be answered: choices, or how long or how large. */
function Answers({ field, readOnly, onChange }: Part) {
  const { designer } = fieldsWords;
  if (field.type === "boolean") return null;
  if (field.type !== "string") {
    const limit = (key: "minimum" | "maximum", label: string) => (
      <NumberInput
        {...{ label, readOnly }}
        value={field[key]}
        whole={field.type === "integer"}
        least={-Infinity}
        most={Infinity}
        required={false}
        onChange={(value) => onChange(withMember(field, key, value))}
      />
    );
    return (
      <>
        {limit("minimum", designer.smallest)}
        {limit("maximum", designer.largest)}
      </>
    );
  }
  if (field.enum)
    return (
      <LinesInput
        label={designer.choices}
        rows={4}
        readOnly={readOnly}
        lines={field.enum}
        onLines={(lines) => {
          // A list without a choice is none; what stands there counts until there is one again.
          if (lines.length > 0) onChange({ ...field, enum: [...lines] });
        }}
      />
    );
  const kind = fieldKind(field);
  if (kind !== "text" && kind !== "longText") return null;
  const length = (key: "minLength" | "maxLength", label: string) => (
    <NumberInput
      {...{ label, readOnly }}
      value={field[key]}
      whole
      least={key === "minLength" ? 0 : 1}
      most={4000}
      required={false}
      onChange={(value) => onChange(withMember(field, key, value))}
    />
  );
  return (
    <>
      {length("minLength", designer.shortest)}
      {length("maxLength", designer.longest)}
    </>
  );
}

const CLASSES: readonly PhiClass[] = ["none", "contact", "clinical"];

function Privacy({ field, readOnly, onChange }: Part) {
  const { privacy, privacies, privacySays } = fieldsWords.designer;
  const phi = field["x-phi"];
  return (
    <ChoiceInput
      label={privacy}
      help={privacySays[phi ?? "unsaid"]}
      readOnly={readOnly}
      value={phi}
      {...(phi === undefined ? { none: privacies.unsaid } : {})}
      choices={CLASSES.map((one) => ({ value: one, label: privacies[one] }))}
      onChange={(chosen) => onChange(withMember(field, "x-phi", chosen))}
    />
  );
}

/** Whether cases are listed and counted by a field: only a choice that is nothing personal can be what they are listed by. */
function Listed({ field, readOnly, onChange }: Part) {
  const { listed, listedHelp } = fieldsWords.designer;
  if (field.type !== "string") return null;
  const isListed = field["x-facet"] === true;
  const mayBe = field.enum !== undefined && field["x-phi"] === "none";
  if (!isListed && !mayBe) return null;
  return (
    <Checkbox
      label={listed}
      description={listedHelp}
      disabled={readOnly}
      checked={isListed}
      onChange={({ currentTarget: { checked } }) =>
        onChange(withMember(field, "x-facet", checked ? true : undefined))
      }
    />
  );
}

/** The name of a field; another one is asked for where it can be seen what changes with it. */
function NameField({ name, onRename }: { readonly name: string; readonly onRename: () => void }) {
  return (
    <div>
      <TextInput label={fieldsWords.designer.name} readOnly value={name} />
      <Button variant="default" mt="xs" onClick={onRename}>
        {renameFieldWords.open}
      </Button>
    </div>
  );
}
