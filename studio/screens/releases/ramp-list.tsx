import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RampStep, RampView } from "../../../engine/protocol/ramp.js";
import { rampsQuery } from "../../api/ramps.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { rampWords as say } from "../../words/ramp.js";
import list from "../admin/admin.module.css";
import { RampDialog } from "./ramp-dialog.js";
import classes from "./releases.module.css";

/** Releases that only some new cases start under, with how these do beside the others; nothing before the first. */
export function RampList({ mayStep }: { readonly mayStep: boolean }) {
  const ramps = useQuery(rampsQuery);
  if (ramps.isError)
    return <ProblemNote error={ramps.error} onRetry={() => void ramps.refetch()} />;
  const { data = [] } = ramps;
  if (data.length === 0) return null;
  return (
    <section aria-label={say.list}>
      <div className={list.head}>
        <h2>{say.list}</h2>
      </div>
      <ul className={list.list}>
        {data.map((ramp) => (
          <li key={ramp.id} className={list.line}>
            <Line ramp={ramp} mayStep={mayStep} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ ramp, mayStep }: { readonly ramp: RampView; readonly mayStep: boolean }) {
  const [wanted, setWanted] = useState<RampStep["step"] | null>(null);
  const { workflow, from, to, standing, inForce, rule } = ramp;
  const isOver = !inForce && standing !== "finished";
  const isOpen = inForce && standing !== "taken_back";
  const ask = (step: RampStep["step"], label: string) => (
    <Button key={step} variant="default" onClick={() => setWanted(step)}>
      {label}
    </Button>
  );
  return (
    <>
      <div className={list.grow}>
        <span className={list.name}>
          {workflow.name} · {say.line(from, to)} · {say.standing[standing]}
          {isOver ? ` · ${say.past}` : ""}
        </span>
        <span>{inForce && standing !== "running" ? say.startsBefore(from) : reachOf(ramp)}</span>
        <p className={list.quiet}>{rule ? say.rule(rule.percent, rule.least) : say.noRule}</p>
        <Sides ramp={ramp} />
        <Steps ramp={ramp} />
      </div>
      {mayStep && isOpen ? (
        <span className={classes.buttons}>
          {standing === "running" && ramp.share < 100 ? ask("widen", say.widen) : null}
          {ask("finish", say.finish)}
          {ask("take_back", say.takeBack)}
        </span>
      ) : null}
      {wanted === null ? null : (
        <RampDialog ramp={ramp} step={wanted} onClose={() => setWanted(null)} />
      )}
    </>
  );
}

function reachOf({ share, places }: RampView): string {
  if (places === null) return say.reach(share);
  return say.reachIn(share, [...places.queues, ...places.facets].join(", "));
}

const COUNTED = ["opened", "late", "stuck", "ended"] as const;

/** The cases of both releases side by side. */
function Sides({ ramp: { workflow, from, to, counts } }: { readonly ramp: RampView }) {
  const sides = [
    { release: to, numbers: counts.to },
    { release: from, numbers: counts.from },
  ];
  return (
    <table className={classes.sides} aria-label={say.counted(workflow.name)}>
      <thead>
        <tr>
          <th scope="col">{say.side}</th>
          {COUNTED.map((what) => (
            <th key={what} scope="col">
              {say.counts[what]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sides.map(({ release, numbers }) => (
          <tr key={release}>
            <th scope="row">{release}</th>
            {COUNTED.map((what) => (
              <td key={what}>{numbers[what]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Steps({ ramp: { steps } }: { readonly ramp: RampView }) {
  return (
    <details className={classes.fold}>
      <summary>{say.history}</summary>
      <ul className={classes.parts}>
        {steps.map(({ what, by, reason, at, share }) => (
          <li key={at}>
            <b>{say.step[what](share)}</b> {reason}{" "}
            <span className={list.quiet}>
              {by ? `${by.name} · ` : ""}
              <time dateTime={at}>{fullTime(at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
