import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { RepairedCases, RepairRun } from "../../../engine/protocol/repair-run.js";
import { repairedCasesQuery } from "../../api/repair-runs.js";
import { Icon, type IconName } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { stuckWords as say } from "../../words/stuck.js";
import classes from "./stuck.module.css";

type Outcome = RepairedCases["items"][number];

/** Of a run of more nobody wants to see every one at once. */
const SHOWN_AT_ONCE = 10;

/** What has become of each ticket of a run: those that somebody has to look at stand in the open, the others can be opened. */
export function Outcomes({ run, all }: { readonly run: RepairRun; readonly all: number }) {
  const { not_done: missed, waiting } = run.counts;
  const [isOpen, setOpen] = useState(all <= SHOWN_AT_ONCE);
  const enabled = isOpen || missed > 0;
  const cases = useQuery({ ...repairedCasesQuery(run.id, all - waiting), enabled });
  const { data = [] } = cases;
  const isMissed = ({ outcome }: Outcome) => outcome === "not_done";
  return (
    <>
      {cases.isError ? (
        <ProblemNote error={cases.error} onRetry={() => void cases.refetch()} />
      ) : null}
      <Lines run={run} items={data.filter(isMissed)} />
      {missed === all ? null : (
        <details open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
          <summary className={classes.summary}>
            {missed === 0 ? say.results : say.rest(all - missed)}
          </summary>
          <Lines run={run} items={data.filter((item) => !isMissed(item))} />
        </details>
      )}
      {cases.data && data.length < all ? (
        <p className={classes.lead}>{say.others(all - data.length)}</p>
      ) : null}
    </>
  );
}

function Lines({
  run: { how, standing },
  items,
}: {
  readonly run: RepairRun;
  readonly items: readonly Outcome[];
}) {
  const waits = standing === "stopped" ? say.left : say.waits;
  const done = how === "skip" ? say.skipped : say.done;
  if (items.length === 0) return null;
  return (
    <ul className={classes.results}>
      {items.map(({ id, outcome, why }) => (
        <li key={id} className={classes.result} data-tone={toneOf(outcome, why)}>
          <Icon name={ICONS[toneOf(outcome, why)]} size={16} />
          <Link to={`/app/cases/${id}`} className={classes.link}>
            {id}
          </Link>
          <span>{why === null ? (outcome === "done" ? done : waits) : say.why[why]}</span>
        </li>
      ))}
    </ul>
  );
}

type Tone = "waits" | "good" | "bad";

const ICONS = { waits: "clock", good: "check", bad: "warning" } as const satisfies Record<
  Tone,
  IconName
>;

/** One that goes on already, or has ended, needs nobody. */
function toneOf(outcome: Outcome["outcome"], why: Outcome["why"]): Tone {
  if (outcome === "waiting") return "waits";
  return outcome === "done" || why === "going" || why === "over" ? "good" : "bad";
}
