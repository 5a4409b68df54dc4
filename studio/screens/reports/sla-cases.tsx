import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { SlaCase } from "../../../engine/protocol/sla.js";
import { slaCasesQuery } from "../../api/sla.js";
import { Due, Stands } from "../../ui/due.js";
import { Icon } from "../../ui/icons.js";
import { PriorityMark } from "../../ui/marks.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { fullTime, span } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { filterOf, viewOf } from "./period.js";
import classes from "./sla.module.css";

/** The tickets behind a number of the report. */
export function SlaCasesScreen() {
  const [search] = useSearchParams();
  const view = viewOf(search);
  const number = view.number ?? "broken";
  // Kept while the page is open, so that pages of one list belong together.
  const [openedAt] = useState(() => Date.now());
  const list = useInfiniteQuery(slaCasesQuery(filterOf(view, openedAt), number));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { sla } = words;
  const back = new URLSearchParams({ days: String(view.days), by: view.by });
  return (
    <>
      <Link className={classes.back} to={`/app/reports/sla?${back.toString()}`}>
        <Icon name="back" size={16} />
        {sla.back}
      </Link>
      <ScreenHeading title={sla.casesTitle(sla[number])} className={classes.title} />
      {list.isPending ? <Waiting /> : null}
      {list.isError ? (
        <ProblemNote
          error={list.error}
          title={sla.errorTitle}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {list.data && items.length === 0 ? (
        <Empty icon="check" title={sla.noCases}>
          {sla.noCasesText}
        </Empty>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={classes.cases} aria-label={sla.casesTitle(sla[number])}>
          {items.map((item) => (
            <CaseLine key={`${item.caseId} ${item.clock.id} ${item.startedAt}`} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.list.loadMore}
        </Button>
      ) : null}
    </>
  );
}

function CaseLine({ item }: { readonly item: SlaCase }) {
  const { sla } = words;
  const row = item.case;
  return (
    <li className={classes.case}>
      <span className={classes.grow}>
        {row ? (
          <Link to={`/app/cases/${item.caseId}`} className={classes.caseTitle}>
            {row.title || words.list.noTitle}
          </Link>
        ) : (
          <span className={classes.quiet}>{sla.hidden}</span>
        )}
        <span className={classes.quiet}>
          {[item.caseId, item.clock.name, item.queue.name].join(" · ")}
        </span>
      </span>
      <PriorityMark
        priority={item.priority}
        rank={row?.priorityRank ?? 0}
        workflow={row?.workflow}
      />
      <span className={classes.standing}>
        <Standing item={item} />
      </span>
    </li>
  );
}

/** How it stands now, or how it ended. */
function Standing({ item }: { readonly item: SlaCase }) {
  const { sla } = words;
  if (item.usedMs !== null)
    return (
      <>
        <span>{sla.took(span(item.usedMs))}</span>
        {item.dueAt === null ? null : (
          <span className={classes.quiet}>{sla.wasDue(fullTime(item.dueAt))}</span>
        )}
      </>
    );
  if (item.dueAt !== null) return <Due due={{ name: item.clock.name, at: item.dueAt }} />;
  return <Stands stands={{ clock: item.clock.id, name: item.clock.name, since: item.startedAt }} />;
}
