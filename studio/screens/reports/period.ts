import type { SlaGrouping, SlaNumber } from "../../../engine/protocol/sla.js";
import type { SlaFilter } from "../../api/sla.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Periods to choose from, in days. */
export const PERIODS = [1, 7, 30, 90, 365] as const;

/** The numbers of a report, in the order of its columns; those of the period, then those of now. */
export const NUMBERS = ["kept", "broken", "running", "atRisk", "paused", "overdue"] as const;

/** What the address says a report is about. */
export type ReportView = {
  readonly days: number;
  /** What it counts by; `facet.category` for a facet. */
  readonly by: Exclude<SlaGrouping, "facet"> | `facet.${string}`;
  readonly facets?: string;
  readonly workflow?: string;
  readonly clock?: string;
  readonly priority?: string;
  readonly queue?: string;
  readonly number?: SlaNumber;
};

const GROUPINGS = ["clock", "priority", "queue", "day"] as const;

/** Reads an address; what it does not say, or says wrongly, is the ordinary report. */
export function viewOf(search: URLSearchParams): ReportView {
  const days = PERIODS.find((each) => String(each) === search.get("days")) ?? 30;
  const asked = search.get("by") ?? "";
  const facet = asked.startsWith(OF_FACET) ? asked.slice(OF_FACET.length) : "";
  const by =
    facet === "" ? (GROUPINGS.find((each) => each === asked) ?? "priority") : byFacet(facet);
  const number = NUMBERS.find((each) => each === search.get("number"));
  const members = (["workflow", "clock", "priority", "queue", "facets"] as const).flatMap(
    (name) => {
      const value = search.get(name);
      return value ? [[name, value] as const] : [];
    },
  );
  return { days, by, ...Object.fromEntries(members), ...(number ? { number } : {}) };
}

const OF_FACET = "facet.";

/** Counting by a facet, as an address says it. */
export function byFacet(id: string): `facet.${string}` {
  return `${OF_FACET}${id}`;
}

/** The facet that a report counts by; undefined when it counts by anything else. */
export function facetOf({ by }: Pick<ReportView, "by">): string | undefined {
  return by.startsWith(OF_FACET) ? by.slice(OF_FACET.length) : undefined;
}

/** What the API counts by. */
export function groupingOf({ by }: Pick<ReportView, "by">): SlaGrouping {
  return GROUPINGS.find((each) => each === by) ?? "facet";
}

/**
 * What the API is asked. The period ends with the minute, so that one report is asked for once a minute at most.
 * @param now epoch milliseconds
 */
export function filterOf(view: ReportView, now: number): SlaFilter {
  const to = Math.ceil(now / 60_000) * 60_000;
  const { workflow, clock, priority, queue, facets } = view;
  return {
    from: new Date(to - view.days * DAY_MS).toISOString(),
    to: new Date(to).toISOString(),
    ...(workflow === undefined ? {} : { workflow }),
    ...(clock === undefined ? {} : { clock }),
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
    ...(facets === undefined ? {} : { facets }),
  };
}
