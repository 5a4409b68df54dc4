import { Button } from "@mantine/core";
import { Link } from "react-router";
import { idleChanges, subjectOf, type Change } from "../../draft/change.js";
import { draftWords } from "../../words/draft.js";
import { addressOf } from "./address.js";
import { bySubject, changeWords, subjectName } from "./change-words.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";

/** Every change as a sentence, under the name of what it is about. Each can be taken back by itself. */
export function ChangeList() {
  const { published, draft } = useChanges();
  const counted = draft.steps.slice(0, draft.done);
  const idle = idleChanges(published, draft);
  return (
    <div className={classes.subjects}>
      {bySubject(counted).map((changes) => (
        <Subject key={changes[0]?.key} changes={changes} idle={idle} />
      ))}
    </div>
  );
}

function Subject({
  changes,
  idle,
}: {
  readonly changes: readonly Change[];
  readonly idle: ReadonlySet<string>;
}) {
  const all = useChanges();
  const [first] = changes;
  if (!first) return null;
  const name = subjectName(first, all);
  const address = addressOf(subjectOf(first), all.body);
  return (
    <div>
      <p className={classes.subject}>{address ? <Link to={address}>{name}</Link> : name}</p>
      <ol>
        {changes.map((change) => (
          <li key={change.key}>
            <span>{changeWords(change, all)}</span>
            <Button size="compact-xs" variant="default" onClick={() => all.drop(change.key)}>
              {draftWords.dropOnly}
            </Button>
            {idle.has(change.key) ? <span className={classes.quiet}>{draftWords.idle}</span> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
