import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { slaQuery } from "../../api/sla.js";
import { workflowsQuery } from "../../api/workflows.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { useNow } from "../../ui/now.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { facetsOf } from "../desk/facet-picks.js";
import { byFacet, facetOf, filterOf, groupingOf, PERIODS, viewOf } from "./period.js";
import classes from "./sla.module.css";
import { SlaTable } from "./sla-table.js";

/** How promises are kept: by clock and by what else, over a period, each number with its tickets. */
export function SlaScreen() {
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search);
  const filter = filterOf(view, useNow());
  const facet = facetOf(view);
  const report = useQuery(slaQuery(filter, groupingOf(view), facet));
  const facets = facetsOf(useQuery(workflowsQuery).data ?? []);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  const { sla } = words;
  return (
    <>
      <ScreenHeading title={sla.title} className={classes.title} />
      <p className={classes.lead}>{sla.lead}</p>
      <div className={classes.picks} role="group" aria-label={sla.title}>
        <NativeSelect
          label={sla.period}
          value={String(view.days)}
          data={PERIODS.map((days) => ({ value: String(days), label: sla.days(days) }))}
          onChange={(event) => set("days", event.currentTarget.value)}
        />
        <NativeSelect
          label={sla.by}
          value={view.by}
          data={[
            ...Object.entries(sla.groups).map(([value, label]) => ({ value, label })),
            ...facets.map(({ id, name }) => ({ value: byFacet(id), label: name })),
          ]}
          onChange={(event) => set("by", event.currentTarget.value)}
        />
      </div>
      {report.isPending ? <Waiting /> : null}
      {report.isError ? (
        <ProblemNote
          error={report.error}
          title={sla.errorTitle}
          onRetry={() => void report.refetch()}
        />
      ) : null}
      {report.data?.items.length === 0 ? (
        <Empty icon="chart" title={sla.emptyTitle}>
          {sla.emptyText}
        </Empty>
      ) : null}
      {report.data && report.data.items.length > 0 ? (
        <SlaTable
          lines={report.data.items}
          view={view}
          grouped={facets.find(({ id }) => id === facet)?.name}
          caption={sla.caption(fullTime(report.data.from), fullTime(report.data.to))}
        />
      ) : null}
    </>
  );
}
