import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { casesQuery, queuesQuery } from "../../api/cases.js";
import { Icon } from "../../ui/icons.js";
import { useKeys } from "../../ui/keys.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { words } from "../../words/index.js";
import { CaseListView } from "./case-list.js";
import classes from "./desk.module.css";
import { Filters } from "./filters.js";
import { NewTicket } from "./new-ticket.js";
import { RefreshButton } from "./refresh-button.js";
import { Search } from "./search.js";
import { useMay, useProfile } from "./session.js";
import { useTakeNext } from "./take-next.js";
import { filterOf, viewName } from "./view.js";

/** A queue: its tickets, live, and what to do with them. */
export function Desk() {
  const { view = "mine" } = useParams();
  const [search] = useSearchParams();
  const filter = filterOf(view, search);
  const queues = useQuery(queuesQuery).data?.items ?? [];
  const list = useInfiniteQuery(casesQuery(filter, useProfile().id));
  const name = viewName(view, queues);
  return (
    <>
      <header className={classes.head}>
        <ScreenHeading key={view} title={name} className={classes.title} />
        <Search />
        <DeskActions view={view} queueName={name} />
      </header>
      <Filters
        filter={filter}
        shown={list.data?.pages.reduce((sum, page) => sum + page.items.length, 0)}
        more={list.hasNextPage}
      >
        <RefreshButton busy={list.isFetching} updatedAt={list.dataUpdatedAt} />
      </Filters>
      <CaseListView key={view} list={list} filter={filter} name={name} />
    </>
  );
}

function DeskActions({ view, queueName }: { readonly view: string; readonly queueName: string }) {
  const [search, setSearch] = useSearchParams();
  // Pages about a kind lead here to open one.
  const kind = search.get("new");
  const [dialog, setDialog] = useState<"open" | "closed">(kind === null ? "closed" : "open");
  const client = useQueryClient();
  const mayCreate = useMay("case.create");
  const mayTake = useMay("queue.take");
  const isQueue = view !== "mine" && view !== "all";
  const next = useTakeNext(isQueue ? { id: view, name: queueName } : null);
  const close = () => {
    setDialog("closed");
    if (kind !== null) setSearch(without(search, "new"), { replace: true });
  };
  useKeys({
    ...(mayTake ? { n: next.take } : {}),
    ...(mayCreate ? { c: () => setDialog("open") } : {}),
    g: () => void client.invalidateQueries(),
  });
  return (
    <div className={classes.actions}>
      {mayCreate ? (
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() => setDialog("open")}
        >
          {words.list.newTicket}
        </Button>
      ) : null}
      {mayTake && isQueue ? (
        <Button leftSection={<Icon name="hand" />} loading={next.busy} onClick={next.take}>
          {words.list.takeNext}
        </Button>
      ) : null}
      {mayCreate && dialog === "open" ? <NewTicket kind={kind} onClose={close} /> : null}
    </div>
  );
}

function without(search: URLSearchParams, name: string): URLSearchParams {
  const left = new URLSearchParams(search);
  left.delete(name);
  return left;
}
