import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useState } from "react";
import type { RepairRun } from "../../../engine/protocol/repair-run.js";
import { keys } from "../../api/keys.js";
import { repairRunsQuery } from "../../api/repair-runs.js";
import { ProblemNote } from "../../ui/notes.js";
import { useNow } from "../../ui/now.js";
import card from "../../ui/card.module.css";
import { stuckWords as say } from "../../words/stuck.js";
import { RunCard } from "./run-card.js";
import classes from "./stuck.module.css";

/** A run that is over stands above the list for so long, milliseconds; then among the earlier ones. */
const RECENT_MS = 3_600_000;

/** Repairs that go on or have just been done, for all who see them; nothing when there are none. */
export function RecentRuns({
  heading,
}: {
  readonly heading: RefObject<HTMLHeadingElement | null>;
}) {
  const runs = useQuery(repairRunsQuery);
  const now = useNow();
  useFreshCases(runs.data ?? []);
  if (!runs.data)
    return runs.isError ? (
      <ProblemNote error={runs.error} onRetry={() => void runs.refetch()} />
    ) : null;
  const recent = runs.data.filter((run) => isRecent(run, now));
  if (recent.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="repairs">
      <h2 id="repairs" ref={heading} tabIndex={-1}>
        {say.runs}
      </h2>
      <Runs runs={recent} />
    </section>
  );
}

/** Repairs of before, asked for one by one once somebody opens them. */
export function EarlierRuns() {
  const { data = [] } = useQuery(repairRunsQuery);
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const earlier = data.filter((run) => !isRecent(run, now));
  if (earlier.length === 0) return null;
  return (
    <details open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary className={classes.summary}>
        <h2>{say.earlier(earlier.length)}</h2>
      </summary>
      {isOpen ? <Runs runs={earlier} /> : null}
    </details>
  );
}

function Runs({ runs }: { readonly runs: readonly RepairRun[] }) {
  return (
    <ul className={classes.runs}>
      {runs.map((run) => (
        <li key={run.id}>
          <RunCard run={run} />
        </li>
      ))}
    </ul>
  );
}

function isRecent({ standing, at }: RepairRun, now: number): boolean {
  return standing === "running" || standing === "resting" || now - Date.parse(at) < RECENT_MS;
}

/** Looks anew at what stands still, and at what a repair would do for it, whenever more of a run is decided. */
function useFreshCases(runs: readonly RepairRun[]): void {
  const client = useQueryClient();
  const decided = runs.reduce((sum, { counts }) => sum + counts.done + counts.not_done, 0);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: keys.stuck });
    void client.invalidateQueries({ queryKey: keys.anyCase });
  }, [client, decided]);
}
