import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CaseClock } from "../../engine/protocol/case-clock.js";
import type { SlaCaseList, SlaGrouping, SlaNumber, SlaReport } from "../../engine/protocol/sla.js";
import { call, withQuery } from "./http.js";
import { keys } from "./keys.js";

/** The clocks of a case, explained. They are told anew each minute, since calendars open and close by themselves. */
export const clocksQuery = (id: string) =>
  queryOptions({
    queryKey: keys.clocks(id),
    queryFn: async ({ signal }) => {
      const path = `/api/cases/${encodeURIComponent(id)}/clocks`;
      return (await call<{ items: readonly CaseClock[] }>(path, { signal })).items;
    },
    refetchInterval: 60_000,
  });

/** What a report is about, as its address says it. Instants in ISO 8601. */
export type SlaFilter = {
  readonly from: string;
  readonly to: string;
  readonly workflow?: string;
  readonly clock?: string;
  readonly priority?: string;
  readonly queue?: string;
  readonly facets?: string;
};

/** How promises were kept over a period; by a facet, which one. */
export const slaQuery = (filter: SlaFilter, by: SlaGrouping, facet?: string) =>
  queryOptions({
    queryKey: keys.sla({ ...filter, by, facet }),
    queryFn: ({ signal }) =>
      call<SlaReport>(withQuery("/api/sla", { ...filter, by, facet, limit: "1000" }), { signal }),
    placeholderData: keepPreviousData,
  });

/** The cases behind a number of a report, in pages. */
export const slaCasesQuery = (filter: SlaFilter, number: SlaNumber) =>
  infiniteQueryOptions({
    queryKey: keys.sla({ ...filter, number }),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      call<SlaCaseList>(withQuery("/api/sla/cases", { ...filter, number, cursor: pageParam }), {
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
