import { draftWords } from "../../words/draft.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";

/** Says so when somebody has published since the changes were begun. */
export function BegunOn() {
  const { begunOn } = useChanges();
  if (begunOn === null) return null;
  return (
    <p role="status" className={classes.note}>
      {draftWords.begunOn(begunOn)}
    </p>
  );
}
