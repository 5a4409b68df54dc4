import type { ReactNode } from "react";
import { rolesWords } from "../../words/roles.js";
import classes from "./draft.module.css";
import { useRights } from "./rights-context.js";

/** Fields of something: shut, with the reason, where the person may change nothing of it. */
export function Changeable({
  at,
  children,
}: {
  /** Ids and names that lead there; several for fields of several places. */
  readonly at: readonly (readonly string[])[];
  readonly children: ReactNode;
}) {
  const { some } = useRights();
  if (at.some((keys) => some(...keys))) return children;
  return (
    <fieldset disabled className={classes.shut}>
      <p className={classes.note}>{rolesWords.shut}</p>
      {children}
    </fieldset>
  );
}
