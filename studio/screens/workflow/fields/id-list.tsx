import { ActionIcon, Input } from "@mantine/core";
import type { Choice } from "../../../ui/schema-form/choices.js";
import { Icon } from "../../../ui/icons.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "./choice-input.js";
import classes from "./fields.module.css";

/** Some of what there is, by name: each with a button to remove it, and a list to add from. */
export function IdList({
  value = [],
  choices,
  label,
  help,
  add,
  trouble,
  readOnly,
  onChange,
}: {
  readonly value: readonly string[] | undefined;
  readonly choices: readonly Choice[];
  readonly label: string;
  readonly help?: string;
  /** What adding one is called. */
  readonly add: string;
  readonly trouble?: string | undefined;
  readonly readOnly: boolean;
  /** Undefined for none. */
  readonly onChange: (value: string[] | undefined) => void;
}) {
  const open = choices.filter((one) => !value.includes(one.value));
  const name = (id: string) =>
    choices.find((one) => one.value === id)?.label ?? fieldsWords.gone(id);
  return (
    <fieldset className={classes.bare}>
      <Input.Label component="legend">{label}</Input.Label>
      {help === undefined ? null : <Input.Description>{help}</Input.Description>}
      <ul className={classes.ids}>
        {value.map((id) => (
          <li key={id} className={classes.row}>
            <span>{name(id)}</span>
            {readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={fieldsWords.removeRow(name(id))}
                onClick={() => {
                  const left = value.filter((one) => one !== id);
                  onChange(left.length === 0 ? undefined : left);
                }}
              >
                <Icon name="cross" size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {readOnly || open.length === 0 ? null : (
        <ChoiceInput
          ariaLabel={`${label}: ${add}`}
          value={undefined}
          none={add}
          choices={open}
          readOnly={false}
          onChange={(id) => {
            if (id !== undefined) onChange([...value, id]);
          }}
        />
      )}
      {trouble === undefined ? null : <Input.Error>{trouble}</Input.Error>}
    </fieldset>
  );
}
