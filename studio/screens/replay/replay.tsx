import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { REPLAY_DAYS, type Replay } from "../../../engine/protocol/replay.js";
import { replayQuery } from "../../api/replay.js";
import { Warning } from "../../ui/warning.js";
import { replayWords as say } from "../../words/replay.js";
import { useChanges } from "../draft/changes-context.js";
import { Asked } from "./asked.js";
import { CasesPart } from "./cases.js";
import { namedChange, sentenceOf, subjectOf } from "./change-names.js";
import { Differences } from "./differences.js";
import classes from "./replay.module.css";

/** Periods to look back on, in days; publishing looks at the longest. */
const PERIODS = [7, 30, REPLAY_DAYS];

/** What the changes would have done to what really happened: in a sentence, in groups, and case by case. Only for sound changes. */
export function ReplayPart() {
  const { body: latest, release } = useChanges();
  const body = useDeferredValue(latest);
  const [days, setDays] = useState(REPLAY_DAYS);
  const replay = useQuery(replayQuery(body, { release, days }));
  return (
    <>
      <section className={classes.part} aria-label={say.title}>
        <div className={classes.head}>
          <div className={classes.lead}>
            <h3>{say.title}</h3>
            <p>{say.lead}</p>
          </div>
          <NativeSelect
            label={say.period}
            value={String(days)}
            data={PERIODS.map((n) => ({ value: String(n), label: say.days(n) }))}
            onChange={({ currentTarget: { value } }) => setDays(Number(value))}
          />
        </div>
        <Asked query={replay} words={say}>
          {(answer) => <Told replay={answer} />}
        </Asked>
      </section>
      <CasesPart days={days} />
    </>
  );
}

/** Emergencies that the changes would miss over the time that publishing looks back on, as far as that is known by now. */
export function useMissed(): number {
  const { body: latest, release } = useChanges();
  const body = useDeferredValue(latest);
  // Asked by the part above; here its answer is read alone.
  const asked = replayQuery(body, { release, days: REPLAY_DAYS });
  return useQuery({ ...asked, enabled: false }).data?.missed ?? 0;
}

function Told({ replay }: { readonly replay: Replay }) {
  const compared = useChanges();
  const { replayed, erased, unjudged, missed, items } = replay;
  if (replayed + erased + unjudged.length === 0) return <p>{say.none}</p>;
  return (
    <>
      <p className={classes.said} role="status">
        {sentenceOf(compared, replay)}
      </p>
      {missed > 0 ? <Warning title={say.missedTitle(missed)}>{say.missedText}</Warning> : null}
      <Notes replay={replay} />
      <Groups replay={replay} />
      {items.length > 0 ? <Differences replay={replay} /> : null}
    </>
  );
}

/** What the numbers do not count, and what else is to be known of them. */
function Notes({ replay }: { readonly replay: Replay }) {
  const compared = useChanges();
  const { isCut, replayed, unconfirmed, raised, erased, unjudged } = replay;
  const fact = (path = "") => {
    const [root, name = ""] = path.split(".");
    const titles = compared.body.workflows.map(({ data }) => data.properties[name]?.title);
    return `“${(root === "data" ? titles.find((title) => title !== undefined) : undefined) ?? path}”`;
  };
  const notes = [
    ...(raised > 0 ? [say.raised(raised)] : []),
    ...(unconfirmed > 0 ? [say.unconfirmed(unconfirmed)] : []),
    ...unjudged.map((one) => {
      const { why, n, emergencies } = one;
      const also = emergencies > 0 ? say.unjudgedEmergencies(emergencies) : "";
      return `${say.unjudged(n, say.why[why](fact(one.fact)))}${also}`;
    }),
    ...(erased > 0 ? [say.erased(erased)] : []),
    ...(isCut ? [say.cut(replayed)] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** How often what became what. */
function Groups({ replay: { groups } }: { readonly replay: Replay }) {
  const compared = useChanges();
  if (groups.length === 0) return null;
  const isOfMany = new Set(groups.map(({ workflow }) => workflow)).size > 1;
  return (
    <ul className={classes.groups} aria-label={say.groups}>
      {groups.map((group) => {
        const { what, from, to } = namedChange(compared, group.workflow, group);
        const workflow = subjectOf(compared, group.workflow)?.workflow.name ?? group.workflow;
        return (
          <li key={`${group.workflow} ${group.ruleSet} ${group.what} ${from} ${to}`}>
            <span className={classes.n}>{group.n}</span>
            <span>
              {isOfMany ? `${workflow} · ` : null}
              {what}: {from} <span aria-hidden="true">→</span>
              <span className={classes.hidden}>{say.to}</span> <strong>{to}</strong>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
