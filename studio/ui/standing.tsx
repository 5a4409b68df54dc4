import type { Workload } from "../../engine/protocol/workload.js";
import { words } from "../words/index.js";
import { Icon, type IconName } from "./icons.js";
import { useNow } from "./now.js";
import classes from "./standing.module.css";
import { shortTime } from "./time.js";

/** A sign for each way somebody stands, so that colour is not needed to tell them apart. */
const SIGNS: { readonly [Status in Workload["status"]]: IconName } = {
  free: "check",
  full: "stack",
  away: "leave",
  off_duty: "clock",
};

/** Whether somebody can be given a ticket now; for how long not, if that is known. */
export function StandingMark({ status, until }: Pick<Workload, "status" | "until">) {
  const now = useNow();
  const word = words.work.status[status];
  return (
    <span className={classes.mark} data-status={status}>
      <Icon name={SIGNS[status]} size={14} />
      {until === null ? word : words.work.until(word, shortTime(until, now))}
    </span>
  );
}

/** How much somebody has to do: a bar of what they can take, with the number beside it. */
export function LoadBar({ load, capacity }: Pick<Workload, "load" | "capacity">) {
  const part = capacity === null ? 0 : Math.min(1, load / capacity);
  return (
    <span className={classes.load}>
      {capacity === null ? null : (
        <span className={classes.bar} aria-hidden="true" data-full={part === 1}>
          <span style={{ inlineSize: `${String(part * 100)}%` }} />
        </span>
      )}
      {words.work.load(load, capacity)}
    </span>
  );
}
