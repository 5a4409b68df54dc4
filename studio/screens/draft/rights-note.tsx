import { rolesWords } from "../../words/roles.js";
import { changeNames } from "../roles/offered-changes.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";
import { useRights } from "./rights-context.js";

/** Says to whoever may change only some things which ones: why all others stand still. */
export function RightsNote() {
  const { rights } = useRights();
  const { body } = useChanges();
  if (rights === "*" || rights.length === 0) return null;
  return (
    <p role="note" className={classes.note}>
      {rolesWords.only(changeNames(rights, body).join(", "))}
    </p>
  );
}
