import { rulesWords } from "../../words/rules.js";
import { LinesInput } from "../../ui/lines-input.js";
import { NewNamed, RemoveShared } from "./shared.js";
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
            <RemoveShared from="lists" name={name} />
          </div>
        </details>
      ))}
      {readOnly ? null : (
        <NewNamed
          label={rulesWords.newList}
          button={rulesWords.addList}
          taken={ruleSet.lists ?? {}}
          onAdd={(list) => record({ do: "setWords", list, words: [] })}
        />
      )}
    </>
  );
}
