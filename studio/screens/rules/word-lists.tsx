import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { rulesWords } from "../../words/rules.js";
import { LinesInput } from "../../ui/lines-input.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

/** The lists of words that rules share. */
export function WordLists() {
  const { ruleSet, record, readOnly } = useRules();
  const lists = Object.entries(ruleSet.lists ?? {});
  return (
    <>
      {lists.length === 0 ? <p className={classes.quiet}>{rulesWords.noLists}</p> : null}
      {lists.map(([name, entries]) => (
        <details key={name} className={classes.rule}>
          <summary className={classes.summary}>
            {name} <span className={classes.quiet}>{rulesWords.listSize(entries.length)}</span>
          </summary>
          <div className={classes.body}>
            <LinesInput
              aria-label={rulesWords.list(name)}
              rows={12}
              spellCheck={false}
              readOnly={readOnly}
              lines={entries}
              onLines={(next) => record({ do: "setWords", list: name, words: next })}
            />
          </div>
        </details>
      ))}
      {readOnly ? null : <NewList />}
    </>
  );
}

function NewList() {
  const { ruleSet, record } = useRules();
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const add = () => {
    if (Object.hasOwn(ruleSet.lists ?? {}, name)) setError(rulesWords.listTaken);
    else if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) setError(rulesWords.listNamed);
    else {
      record({ do: "setWords", list: name, words: [] });
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
        label={rulesWords.newList}
        value={name}
        error={error}
        onChange={(event) => setName(event.currentTarget.value.trim().toLowerCase())}
      />
      <Button type="submit" variant="default">
        {rulesWords.addList}
      </Button>
    </form>
  );
}
