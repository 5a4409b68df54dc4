import { ActionIcon, Button, Input, TextInput } from "@mantine/core";
import { useState } from "react";
import { pointer } from "../../../../engine/definition/finding.js";
import { fieldNameSchema, type Json } from "../../../../engine/definition/names.js";
import { Icon } from "../../../ui/icons.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "./choice-input.js";
import classes from "./fields.module.css";
import { useTrouble } from "./fields-world.js";
import { MadeHere } from "./made-here.js";
import { withMember, type Members } from "./members.js";
import { SourcedInput } from "./sourced-input.js";
import { startValue } from "./start-value.js";
import type { Target } from "./targets.js";

/** Values by name: one line for each, and one more from a list of what can be written, or under any name. */
export function RecordInput({
  value,
  targets,
  label,
  help,
  path,
  readOnly,
  onChange,
}: {
  readonly value: Members;
  /** Null where any name will do. */
  readonly targets: readonly Target[] | null;
  readonly label: string;
  readonly help?: string | undefined;
  /** Where the values stand (JSON pointer). */
  readonly path: string;
  readonly readOnly: boolean;
  readonly onChange: (value: Members) => void;
}) {
  const open = targets?.filter(({ key }) => !Object.hasOwn(value, key));
  const add = (key: string, start: Json) => onChange(withMember(value, key, start));
  return (
    <fieldset className={classes.bare}>
      <Input.Label component="legend">{label}</Input.Label>
      {help === undefined ? null : <Input.Description>{help}</Input.Description>}
      <div className={classes.nested}>
        {Object.keys(value).length === 0 ? (
          <p className={classes.quiet}>{fieldsWords.noRows}</p>
        ) : null}
        {Object.entries(value).map(([key, one]) => (
          <Row
            key={key}
            name={key}
            target={targets?.find((target) => target.key === key)}
            path={`${path}${pointer(key)}`}
            readOnly={readOnly}
            value={one}
            onChange={(next) => onChange(withMember(value, key, next))}
          />
        ))}
        {readOnly ? null : open ? (
          <ChoiceInput
            ariaLabel={`${label}: ${fieldsWords.addRow}`}
            value={undefined}
            none={fieldsWords.addRow}
            choices={open.map(({ key, label: name }) => ({ value: key, label: name }))}
            readOnly={open.length === 0}
            onChange={(key) => {
              const target = open.find((one) => one.key === key);
              if (target)
                add(
                  target.key,
                  startValue(target.shape, target.choices, () => null),
                );
            }}
          />
        ) : (
          <FreeName taken={Object.keys(value)} label={label} onAdd={(key) => add(key, "")} />
        )}
      </div>
    </fieldset>
  );
}

function Row({
  name,
  target,
  path,
  readOnly,
  value,
  onChange,
}: {
  readonly name: string;
  readonly target: Target | undefined;
  readonly path: string;
  readonly readOnly: boolean;
  readonly value: Json;
  readonly onChange: (value: Json | undefined) => void;
}) {
  const label = target?.label ?? name;
  const line = (
    <div className={classes.row}>
      <SourcedInput
        label={label}
        trouble={useTrouble(path)}
        required
        readOnly={readOnly}
        empties={target?.canBeEmpty ?? true}
        shape={target?.shape ?? { is: "scalar" }}
        choices={target?.choices ?? null}
        value={value}
        onChange={onChange}
      />
      {readOnly ? null : (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={fieldsWords.removeRow(label)}
          onClick={() => onChange(undefined)}
        >
          <Icon name="cross" size={16} />
        </ActionIcon>
      )}
    </div>
  );
  if (name !== "queue" || !target?.choices) return line;
  return (
    <div>
      {line}
      <MadeHere what="queue" value={value} onMade={onChange} />
    </div>
  );
}

const NAME = new RegExp(String(fieldNameSchema.pattern));

function FreeName({
  taken,
  label,
  onAdd,
}: {
  readonly taken: readonly string[];
  readonly label: string;
  readonly onAdd: (name: string) => void;
}) {
  const [name, setName] = useState("");
  const isGood = NAME.test(name) && !taken.includes(name);
  const add = () => {
    if (!isGood) return;
    onAdd(name);
    setName("");
  };
  return (
    <div className={classes.row}>
      <TextInput
        aria-label={`${label}: ${fieldsWords.target}`}
        placeholder={fieldsWords.target}
        maxLength={40}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <Button variant="default" disabled={!isGood} onClick={add}>
        {fieldsWords.addRow}
      </Button>
    </div>
  );
}
