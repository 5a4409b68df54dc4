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
  readonly by: SlaGrouping;
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
  const by = GROUPINGS.find((each) => each === search.get("by")) ?? "priority";
  const number = NUMBERS.find((each) => each === search.get("number"));
  const members = (["workflow", "clock", "priority", "queue"] as const).flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { days, by, ...Object.fromEntries(members), ...(number ? { number } : {}) };
}

/**
 * What the API is asked. The period ends with the minute, so that one report is asked for once a minute at most.
 * @param now epoch milliseconds
 */
export function filterOf(view: ReportView, now: number): SlaFilter {
  const to = Math.ceil(now / 60_000) * 60_000;
  const { workflow, clock, priority, queue } = view;
  return {
    from: new Date(to - view.days * DAY_MS).toISOString(),
    to: new Date(to).toISOString(),
    ...(workflow === undefined ? {} : { workflow }),
    ...(clock === undefined ? {} : { clock }),
    ...(priority === undefined ? {} : { priority }),
    ...(queue === undefined ? {} : { queue }),
  };
}
