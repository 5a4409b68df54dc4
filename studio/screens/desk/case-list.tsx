import { Button, Skeleton } from "@mantine/core";
import type { UseInfiniteQueryResult, InfiniteData } from "@tanstack/react-query";
import { useRef } from "react";
import { useLocation, useSearchParams } from "react-router";
import type { CaseList } from "../../../engine/protocol/case.js";
import type { ListFilter } from "../../api/keys.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { SlowNote } from "../../ui/slow-note.js";
import { words } from "../../words/index.js";
import classes from "./case-list.module.css";
import { CaseListRow } from "./case-row.js";
import { useArrivals } from "./arrivals.js";
import { usePlace } from "./place.js";
import { useRowKeys } from "./row-keys.js";
import { isNarrowed } from "./view.js";

type List = UseInfiniteQueryResult<InfiniteData<CaseList>>;

/** The tickets of a list, or why there are none. */
export function CaseListView({
  list,
  filter,
  name,
}: {
  readonly list: List;
  readonly filter: ListFilter;
  readonly name: string;
}) {
  const [, setSearch] = useSearchParams();
  if (list.isPending) return <Loading />;
  if (list.isError && !list.data) {
    return (
      <ProblemNote
        error={list.error}
        title={words.list.errorTitle}
        onRetry={() => void list.refetch()}
      />
    );
  }
  if (list.data.pages.every((page) => page.items.length === 0)) {
    return isNarrowed(filter) ? (
      <Empty icon="search" title={words.list.emptyFilteredTitle}>
        <p>{words.list.emptyFilteredText}</p>
        <Button variant="default" onClick={() => setSearch({}, { replace: true })}>
          {words.list.clear}
        </Button>
      </Empty>
    ) : (
      <>
        <Rows list={list} filter={filter} name={name} />
        <Empty icon="check" title={words.list.emptyTitle}>
          {words.list.emptyText}
        </Empty>
      </>
    );
  }
  return <Rows list={list} filter={filter} name={name} />;
}

function Rows({
  list,
  filter,
  name,
}: {
  readonly list: List;
  readonly filter: ListFilter;
  readonly name: string;
}) {
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = rows.map((row) => row.id);
  const { fresh, announcement } = useArrivals(ids, {
    list: JSON.stringify(filter),
    pages: list.data?.pages.length ?? 0,
    name,
  });
  const element = useRef<HTMLUListElement>(null);
  const { pathname, search } = useLocation();
  usePlace(element, `${pathname}${search}`);
  useRowKeys(element);
  const withQueue = filter.view === "mine" || filter.view === "all";
  return (
    <>
      <p role="status" className={classes.announcement}>
        {announcement}
      </p>
      {list.isError ? <ProblemNote error={list.error} title={words.list.errorTitle} /> : null}
      {rows.length === 0 ? null : (
        <div className={classes.card} aria-busy={list.isFetching}>
          <Columns />
          <ul ref={element} className={classes.list} aria-label={name}>
            {rows.map((row) => (
              <CaseListRow
                key={row.id}
                row={row}
                fresh={fresh.has(row.id)}
                withQueue={withQueue}
                list={`${pathname}${search}`}
              />
            ))}
          </ul>
        </div>
      )}
      {list.hasNextPage ? (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words.list.loadMore}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** What stands in the columns; each row says it to readers by itself. */
function Columns() {
  const { ticket, state, priority, assignee, times } = words.list;
  return (
    <div className={classes.columns} aria-hidden="true">
      {[ticket, state, priority, assignee, times].map((column) => (
        <span key={column}>{column}</span>
      ))}
    </div>
  );
}

function Loading() {
  return (
    <div className={classes.card} role="status" aria-label={words.loading}>
      {Array.from({ length: 6 }, (_, row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton height={14} width={`${String(62 - row * 5)}%`} />
          <Skeleton height={11} width="22%" />
        </div>
      ))}
      <SlowNote />
    </div>
  );
}
