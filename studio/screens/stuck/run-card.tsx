import { Button, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import type { RepairRun, RepairRunStep } from "../../../engine/protocol/repair-run.js";
import { keys } from "../../api/keys.js";
import { stepRepairRun } from "../../api/repair-runs.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { stuckWords as say } from "../../words/stuck.js";
import { Outcomes } from "./outcomes.js";
import classes from "./stuck.module.css";

/** A run of repairs: what is done, for whom, how far it is, and what has become of each ticket. */
export function RunCard({ run }: { readonly run: RepairRun }) {
  const { how, reason, by, at, standing, counts } = run;
  const decided = counts.done + counts.not_done;
  const all = decided + counts.waiting;
  const isOver = standing === "done" || standing === "stopped";
  const title = useId();
  return (
    <article className={classes.run} aria-labelledby={title}>
      <h3 id={title}>{say.run(say.ways[how], all, say.standing[standing])}</h3>
      {reason === null ? null : <p>{reason}</p>}
      <p role="status" className={classes.lead}>
        {countWords(run)}
      </p>
      {isOver ? null : <Progress value={(100 * decided) / all} aria-label={say.progress(all)} />}
      <p className={classes.lead}>
        {by.name} · <time dateTime={at}>{fullTime(at)}</time>
      </p>
      {isOver ? null : <Steps run={run} />}
      <Outcomes run={run} all={all} />
    </article>
  );
}

function countWords({ counts: { done, not_done, waiting }, standing }: RepairRun): string {
  return [
    ...(done > 0 || not_done === 0 ? [say.counts.done(done)] : []),
    ...(not_done > 0 ? [say.counts.notDone(not_done)] : []),
    ...(waiting > 0 ? [say.counts[standing === "stopped" ? "left" : "waiting"](waiting)] : []),
  ].join(", ");
}

function Steps({ run: { id, standing, wave } }: { readonly run: RepairRun }) {
  const client = useQueryClient();
  const stepping = useMutation({
    mutationFn: (step: RepairRunStep) => stepRepairRun(id, step),
    onSettled: () => client.invalidateQueries({ queryKey: keys.repairRuns }),
  });
  return (
    <div className={classes.steps}>
      {standing === "resting" ? (
        <Button loading={stepping.isPending} onClick={() => stepping.mutate("go_on")}>
          {say.goOn(wave ?? 0)}
        </Button>
      ) : null}
      <Button
        variant="default"
        loading={stepping.isPending}
        onClick={() => stepping.mutate("stop")}
      >
        {say.stop}
      </Button>
      {stepping.isError ? <ProblemNote error={stepping.error} /> : null}
    </div>
  );
}
