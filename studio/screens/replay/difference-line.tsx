import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { fullTime } from "../../ui/time.js";
import { replayWords } from "../../words/replay.js";
import classes from "./replay.module.css";

type Props = {
  readonly item: {
    /** Null where it may not be read. */
    readonly case: string | null;
    readonly at: string;
    readonly emergency: keyof typeof replayWords.emergencies | null;
  };
  /** What opens the rest. */
  readonly words: { readonly show: string; readonly showOf: (id: string) => string };
  readonly changes: ReactNode;
  /** What stands below it once it is opened. */
  readonly children: (id: string) => ReactNode;
};

/** One case that goes otherwise: which, when, what differs, and behind a button why. */
export function DifferenceLine({ item, words, changes, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { case: id, at, emergency } = item;
  return (
    <li data-emergency={emergency}>
      <div className={classes.line}>
        {id === null ? (
          <span>{replayWords.hidden}</span>
        ) : (
          <Link to={`/app/cases/${id}`}>{id}</Link>
        )}
        <time dateTime={at}>{fullTime(at)}</time>
        {emergency === null ? null : (
          <span className={classes.mark}>{replayWords.emergencies[emergency]}</span>
        )}
        {id === null ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={isOpen}
            aria-label={isOpen ? undefined : words.showOf(id)}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? replayWords.hide : words.show}
          </Button>
        )}
      </div>
      <ul className={classes.changes}>{changes}</ul>
      {isOpen && id !== null ? children(id) : null}
    </li>
  );
}
