import { ActionIcon, Anchor } from "@mantine/core";
import { Link } from "react-router";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { CopyId } from "../../ui/copy-id.js";
import { Due } from "../../ui/due.js";
import { Icon } from "../../ui/icons.js";
import { DrillMark, PriorityMark, StateBadge } from "../../ui/marks.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { words } from "../../words/index.js";
import { journeyWords } from "../../words/journey.js";
import { deskMemory } from "../desk/memory.js";
import classes from "./case-header.module.css";
import { useNeighbours } from "./neighbours.js";

/** Which ticket this is and how it stands. */
export function CaseHeader({ detail }: { readonly detail: CaseDetail }) {
  const title = detail.title || words.list.noTitle;
  return (
    <header className={classes.header}>
      <div className={classes.way}>
        <Anchor component={Link} to={deskMemory.lastList()} className={classes.back}>
          <Icon name="back" size={16} />
          {words.back}
        </Anchor>
        <Neighbours id={detail.id} />
      </div>
      <ScreenHeading title={`${detail.id} ${title}`} className={classes.title}>
        {title}
      </ScreenHeading>
      <div className={classes.facts}>
        <CopyId id={detail.id} />
        {detail.drill === true ? <DrillMark /> : null}
        <StateBadge row={detail} />
        <PriorityMark
          priority={detail.priority}
          rank={detail.priorityRank}
          workflow={detail.workflow}
        />
        <span className={classes.fact}>
          <Icon name="inbox" size={15} />
          {detail.queue.name}
        </span>
        <span className={classes.fact}>
          <Icon name="person" size={15} />
          {detail.assignee?.name ?? words.list.unassigned}
        </span>
        {detail.due ? <Due due={detail.due} /> : null}
        <Anchor component={Link} to={`/app/cases/${detail.id}/journey`} className={classes.back}>
          <Icon name="map" size={16} />
          {journeyWords.open}
        </Anchor>
      </div>
    </header>
  );
}

function Neighbours({ id }: { readonly id: string }) {
  const { previous, next } = useNeighbours(id);
  return (
    <nav className={classes.neighbours} aria-label={words.list.ticket}>
      <Neighbour id={previous} label={words.case.previous} icon="back" />
      <Neighbour id={next} label={words.case.next} icon="forward" />
    </nav>
  );
}

function Neighbour({
  id,
  label,
  icon,
}: {
  readonly id: string | undefined;
  readonly label: string;
  readonly icon: "back" | "forward";
}) {
  if (id === undefined) return null;
  return (
    <ActionIcon
      component={Link}
      to={`/app/cases/${id}`}
      variant="default"
      size="lg"
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </ActionIcon>
  );
}
