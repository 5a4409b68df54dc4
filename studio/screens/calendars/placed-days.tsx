import type { ReactNode } from "react";
import type { CalendarException, Holiday } from "../../../engine/definition/calendar.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { inOrder, type Placed } from "./special-days.js";

/** Days in the order in which they come; those that are over are folded away. */
export function PlacedDays<Day extends Holiday | CalendarException>({
  days,
  today,
  line,
}: {
  readonly days: readonly Day[];
  readonly today: string;
  /** One of them, as an item of a list. */
  readonly line: (placed: Placed<Day>) => ReactNode;
}) {
  const { coming, past } = inOrder(days, today);
  return (
    <>
      {coming.length === 0 ? null : <ul className={classes.days}>{coming.map(line)}</ul>}
      {past.length === 0 ? null : (
        <details className={classes.past}>
          <summary>{say.past(past.length)}</summary>
          <ul className={classes.days}>{past.map(line)}</ul>
        </details>
      )}
    </>
  );
}
