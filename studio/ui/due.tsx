import type { CaseRow } from "../../engine/protocol/case.js";
import { words } from "../words/index.js";
import { Icon } from "./icons.js";
import classes from "./due.module.css";
import { useNow } from "./now.js";
import { agoWords, dueWords, fullTime, shortTime } from "./time.js";

type DueAt = Pick<NonNullable<CaseRow["due"]>, "name" | "at"> & {
  readonly riskAt?: string | null;
};

/** When something is due, counting down; late, at risk and soon have a sign and a word, not colour alone. */
export function Due({ due }: { readonly due: DueAt }) {
  const riskAt = due.riskAt ? Date.parse(due.riskAt) : null;
  const { text, urgency } = dueWords(Date.parse(due.at), useNow(), riskAt);
  const calm = urgency === "calm" || urgency === "soon";
  return (
    <time
      className={classes.due}
      data-urgency={urgency}
      dateTime={due.at}
      title={`${due.name}: ${fullTime(due.at)}`}
    >
      <Icon name={calm ? "clock" : "warning"} size={15} />
      {text}
    </time>
  );
}

/** That a promise stands still, and since when. */
export function Stands({ stands }: { readonly stands: NonNullable<CaseRow["stands"]> }) {
  return (
    <time
      className={classes.due}
      dateTime={stands.since}
      title={`${stands.name}: ${fullTime(stands.since)}`}
    >
      <Icon name="pause" size={15} />
      {words.time.stands}
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
