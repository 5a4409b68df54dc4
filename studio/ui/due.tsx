import type { CaseRow } from "../../engine/protocol/case.js";
import { Icon } from "./icons.js";
import classes from "./due.module.css";
import { useNow } from "./now.js";
import { agoWords, dueWords, fullTime, shortTime } from "./time.js";

/** When something is due, counting down; late and soon have a sign of their own, not colour alone. */
export function Due({ due }: { readonly due: Pick<NonNullable<CaseRow["due"]>, "name" | "at"> }) {
  const { text, urgency } = dueWords(Date.parse(due.at), useNow());
  return (
    <time
      className={classes.due}
      data-urgency={urgency}
      dateTime={due.at}
      title={`${due.name}: ${fullTime(due.at)}`}
    >
      <Icon name={urgency === "late" ? "warning" : "clock"} size={15} />
      {text}
    </time>
  );
}

/** When something was, as short as it stays clear. */
export function When({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {shortTime(at, useNow())}
    </time>
  );
}

/** How long ago something was, ticking. */
export function Ago({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={fullTime(at)} className={classes.ago}>
      {agoWords(Date.parse(at), useNow())}
    </time>
  );
}
