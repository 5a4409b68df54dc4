import { draftWords } from "../../words/draft.js";
import classes from "./draft.module.css";
import type { Drafting } from "./use-draft.js";

/** Says so when somebody has published since the draft was begun. */
export function BegunOn<Model, Step>({
  drafting: { begunOn },
}: {
  readonly drafting: Drafting<Model, Step>;
}) {
  if (begunOn === null) return null;
  return (
    <p role="status" className={classes.note}>
      {draftWords.begunOn(begunOn)}
    </p>
  );
}
