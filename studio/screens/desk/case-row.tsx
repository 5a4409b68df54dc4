import { VisuallyHidden } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { Link } from "react-router";
import type { CaseRow } from "../../../engine/protocol/case.js";
import { Ago, Due, Stands } from "../../ui/due.js";
import { Icon } from "../../ui/icons.js";
import { DrillMark, PriorityMark, StateBadge } from "../../ui/marks.js";
import { readable } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";
import classes from "./case-row.module.css";
import { useGives } from "./gives.js";
import { deskMemory } from "./memory.js";

/** A ticket on a list. The whole row is one link. */
export const CaseListRow = memo(function CaseListRow({
  row,
  fresh,
  withQueue,
  list,
}: {
  readonly row: CaseRow;
  /** It has just come. */
  readonly fresh: boolean;
  /** The list mixes queues. */
  readonly withQueue: boolean;
  /** Address of the list, to come back to. */
  readonly list: string;
}) {
  const channel = row.channel === null ? null : (words.channels[row.channel] ?? row.channel);
  const facets = row.facets.map(({ value }) => readable(value));
  const known = [channel, withQueue ? row.queue.name : null, ...facets];
  const facts = [...new Set(known.filter((fact) => fact !== null))];
  return (
    <li className={classes.item} data-fresh={fresh}>
      <Link
        to={`/app/cases/${row.id}`}
        className={classes.row}
        data-case={row.id}
        onClick={() => deskMemory.left(list, row.id)}
      >
        <span className={classes.main}>
          <span className={classes.title}>
            {fresh ? <span className={classes.new}>{words.list.newMark}</span> : null}
            {row.title || words.list.noTitle}
          </span>
          <span className={classes.facts}>
            {row.drill === true ? <DrillMark /> : null}
            <span className={classes.id}>{row.id}</span>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {row.unattended ? <UnattendedMark queue={row.queue.id} {...row.unattended} /> : null}
            {row.parked ? (
              <span className={classes.parked}>
                <Icon name="warning" size={14} />
                {words.list.parked}
              </span>
            ) : null}
          </span>
        </span>
        <Cell label={words.list.state} area="state">
          <StateBadge row={row} />
        </Cell>
        <Cell label={words.list.priority} area="priority">
          <PriorityMark priority={row.priority} rank={row.priorityRank} workflow={row.workflow} />
        </Cell>
        <Cell label={words.list.assignee} area="assignee">
          <span data-empty={row.assignee === null} className={classes.assignee}>
            {row.assignee?.name ?? words.list.unassigned}
          </span>
        </Cell>
        <span className={classes.times}>
          {row.due ? <Due due={row.due} /> : null}
          {!row.due && row.stands ? <Stands stands={row.stands} /> : null}
          <span className={classes.age}>
            <VisuallyHidden>{`${words.list.age}: `}</VisuallyHidden>
            <Ago at={row.createdAt} />
          </span>
        </span>
      </Link>
    </li>
  );
});

/** That nobody is free for a ticket which its queue would give to somebody. */
function UnattendedMark({
  queue,
  skills,
}: {
  readonly queue: string;
  readonly skills: readonly string[];
}) {
  if (!useGives(queue)) return null;
  return (
    <span className={classes.unattended}>
      <Icon name="person" size={14} />
      {words.work.unattended.row(skills)}
    </span>
  );
}

function Cell({
  label,
  area,
  children,
}: {
  readonly label: string;
  readonly area: "state" | "priority" | "assignee";
  readonly children: ReactNode;
}) {
  return (
    <span className={classes[area]}>
      <VisuallyHidden>{`${label}: `}</VisuallyHidden>
      {children}
    </span>
  );
}
