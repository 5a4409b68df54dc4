import { Link } from "react-router";
import { draftWords } from "../../words/draft.js";
import { useKeptChanges } from "./changes-provider.js";
import classes from "./draft.module.css";

/** Says on every page of the administration how much is changed and not published, and leads to it. */
export function Unpublished() {
  const { draft, standing } = useKeptChanges();
  if (draft.done === 0) return null;
  return (
    <div className={classes.unpublished}>
      <span>
        {draftWords.waiting(draft.done)}
        {standing === "here" ? ` ${draftWords.here}` : null}
      </span>
      <Link to="/admin/changes">{draftWords.look}</Link>
    </div>
  );
}
