import { useQuery } from "@tanstack/react-query";
import type { CaseRow } from "../../engine/protocol/case.js";
import { workflowsQuery } from "../api/workflows.js";
import { words } from "../words/index.js";
import classes from "./marks.module.css";
import { LEAST_URGENT, urgencyOf } from "./urgency.js";

/** Where a case is: a word on a quiet ground, with a dot whose shape tells the class apart without colour. */
export function StateBadge({
  row,
}: {
  readonly row: { readonly state: { readonly name: string }; readonly stateClass: string };
}) {
  return (
    <span className={classes.state} data-class={row.stateClass}>
      <span className={classes.dot} aria-hidden="true" />
      {row.state.name}
    </span>
  );
}

/** Says that something is an exercise, wherever it stands. */
export function DrillMark() {
  return <strong className={classes.drill}>{words.alerts.drill}</strong>;
}

/** Steps that the priority sign can show. */
const BARS = [0, 1, 2, 3] as const;

/** How urgent a case is among those of its kind: the word with filled bars, most for the most urgent. */
export function PriorityMark({
  priority,
  rank,
  workflow,
}: {
  readonly priority: CaseRow["priority"];
  readonly rank: CaseRow["priorityRank"];
  readonly workflow: CaseRow["workflow"] | undefined;
}) {
  const kind = useQuery(workflowsQuery).data?.find(({ id }) => id === workflow);
  const below = urgencyOf(rank, kind?.priorities.length);
  const filled = LEAST_URGENT - below;
  return (
    <span className={classes.priority} data-rank={below}>
      <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true" focusable="false">
        {BARS.map((bar) => (
          <rect
            key={bar}
            x={bar * 4}
            y={9 - bar * 3}
            width="3"
            height={5 + bar * 3}
            rx="1"
            className={bar < filled ? classes.full : classes.hollow}
          />
        ))}
      </svg>
      {priority}
    </span>
  );
}
