import { Link } from "react-router";
import { flowWords } from "../../../words/flow.js";
import { mapWords } from "../../../words/map.js";
import classes from "../workflow.module.css";
import type { Numbers } from "./numbers.js";

/** How many cases are in a state now and how many of them are late, each with the way to them. */
export function OpenCases({
  workflow,
  state,
  numbers: { counts, late },
  isShort = false,
}: {
  readonly workflow: string;
  readonly state: string;
  readonly numbers: Numbers;
  /** The numbers alone, where a heading says what they are. */
  readonly isShort?: boolean;
}) {
  const open = counts?.get(state);
  const overdue = late?.get(state) ?? 0;
  if (open === undefined) return null;
  if (open === 0) return isShort ? 0 : mapWords.open(0);
  const cases = `/app/all?workflow=${workflow}&state=${state}`;
  return (
    <>
      <Link to={cases} className={classes.open}>
        {isShort ? flowWords.openNow(open) : mapWords.showOpen(open)}
      </Link>
      {overdue === 0 ? null : (
        <Link to={`${cases}&due=late`} className={classes.open}>
          {isShort ? flowWords.lateNow(overdue) : flowWords.showLate(overdue)}
        </Link>
      )}
    </>
  );
}
