import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { usersOf } from "../../draft/shared-use.js";
import { ConditionEditor } from "../../ui/condition/condition-editor.js";
import { rulesWords } from "../../words/rules.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

/** The conditions that rules share by name. */
export function SharedConditions() {
  const { ruleSet, record, shared, readOnly } = useRules();
  const { conditions = {} } = ruleSet;
  if (shared.length === 0 && readOnly) return null;
  return (
    <section>
      <h3>{rulesWords.shared}</h3>
      <p className={classes.quiet}>{rulesWords.sharedText}</p>
      {Object.entries(conditions).map(([name, condition]) => (
        <details key={name} className={classes.rule}>
          <summary className={classes.summary}>{name}</summary>
          <div className={classes.body}>
            <ConditionEditor
              condition={condition}
              offered={shared.filter((one) => one !== name)}
              onEdit={(edit) => record({ ...edit, of: { shared: name } })}
            />
            <RemoveShared from="conditions" name={name} />
          </div>
        </details>
      ))}
      {readOnly ? null : (
        <NewNamed
          label={rulesWords.newShared}
          button={rulesWords.addSharedOne}
          taken={conditions}
          onAdd={(name) => record({ do: "shareCondition", name, condition: { all: [] } })}
        />
      )}
    </section>
  );
}

/** Takes off a list or a condition that nobody uses any more; says who does. */
export function RemoveShared({
  from,
  name,
}: {
  readonly from: "lists" | "conditions";
  readonly name: string;
}) {
  const { ruleSet, record, readOnly } = useRules();
  if (readOnly) return null;
  const users = usersOf(ruleSet, from === "lists" ? { list: name } : { condition: name });
  if (users.length > 0) return <p className={classes.quiet}>{rulesWords.usedBy(users)}</p>;
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => record({ do: "removeShared", from, name })}
      >
        {from === "lists" ? rulesWords.removeList(name) : rulesWords.removeShared(name)}
      </Button>
    </div>
  );
}

/** A field for the name of something new that rules share. */
export function NewNamed({
  label,
  button,
  taken,
  onAdd,
}: {
  readonly label: string;
  readonly button: string;
  readonly taken: Readonly<Record<string, unknown>>;
  readonly onAdd: (name: string) => void;
}) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const add = () => {
    if (Object.hasOwn(taken, name)) setError(rulesWords.nameTaken);
    else if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) setError(rulesWords.listNamed);
    else {
      onAdd(name);
      setName("");
      setError(null);
    }
  };
  return (
    <form
      noValidate
      className={classes.newList}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput
        label={label}
        value={name}
        error={error}
        onChange={(event) => setName(event.currentTarget.value.trim().toLowerCase())}
      />
      <Button type="submit" variant="default">
        {button}
      </Button>
    </form>
  );
}
