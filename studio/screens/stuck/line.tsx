import { Checkbox } from "@mantine/core";
import { Link } from "react-router";
import type { CaseRepair, ParkedCase } from "../../../engine/protocol/case-repair.js";
import type { RepairWay } from "../../../engine/protocol/repair-run.js";
import { When } from "../../ui/due.js";
import { StateBadge } from "../../ui/marks.js";
import { problemTitle } from "../../ui/notes.js";
import { words } from "../../words/index.js";
import { stuckWords as say } from "../../words/stuck.js";
import { wouldDo } from "./plan.js";
import classes from "./stuck.module.css";

/** One ticket that stands still: why, since when, and what a repair would do when it is chosen. */
export function StuckLine({
  item: { case: row, reason, since },
  how,
  isTicked,
  repair,
  error,
  onTick,
}: {
  readonly item: ParkedCase;
  readonly how: RepairWay;
  readonly isTicked: boolean;
  readonly repair: CaseRepair | null;
  readonly error: unknown;
  readonly onTick: (isTicked: boolean) => void;
}) {
  const { id, title, queue } = row;
  return (
    <li className={classes.line}>
      <Checkbox
        label={`${id} ${title || words.list.noTitle}`}
        checked={isTicked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <div className={classes.facts}>
        <StateBadge row={row} />
        <span>{queue.name}</span>
        <span>
          {say.since} <When at={since} />
        </span>
        <Link to={`/app/cases/${id}/journey`} className={classes.link}>
          {say.journey}
        </Link>
      </div>
      <p className={classes.cause}>{say.causes[reason] ?? reason}</p>
      {isTicked ? (
        <p className={classes.would} data-possible={repair?.[how].possible}>
          {repair ? wouldDo(repair, how) : error ? problemTitle(error) : say.looking}
        </p>
      ) : null}
    </li>
  );
}
