import { ActionIcon, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "../../ui/icons.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { dateText } from "./special-days.js";

/** One day that is not like others, with what can be done with it. */
export function DayLine({
  day: { name },
  date,
  notes,
  children,
  onChange,
  onRemove,
}: {
  readonly day: { readonly name: string };
  /** The next date on which it is. */
  readonly date: string;
  /** What is said of it besides. */
  readonly notes: readonly string[];
  /** What is wrong with it. */
  readonly children: ReactNode;
  /** Null where days are only read. */
  readonly onChange: (() => void) | null;
  readonly onRemove: () => void;
}) {
  const on = dateText(date);
  return (
    <li className={classes.dayLine}>
      <span className={classes.date}>{on}</span>
      <span className={classes.named}>
        {name}
        {notes.length === 0 ? null : <span className={classes.quiet}>{notes.join(", ")}</span>}
        {children}
      </span>
      {onChange === null ? null : (
        <span className={classes.buttons}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={say.changeOf(name, on)}
            onClick={onChange}
          >
            {say.change}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say.removeDayOf(name, on)}
            onClick={onRemove}
          >
            <Icon name="cross" size={16} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
