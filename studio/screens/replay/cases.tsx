import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import type { CaseDifference, CaseReplay } from "../../../engine/protocol/case-replay.js";
import { caseReplayQuery } from "../../api/replay.js";
import { ProblemNote } from "../../ui/notes.js";
import { SlowNote } from "../../ui/slow-note.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { replayWords } from "../../words/replay.js";
import { useChanges } from "../draft/changes-context.js";
import { caseChangeWords, casesSentence } from "./case-words.js";
import { Courses } from "./courses.js";
import classes from "./replay.module.css";

const say = replayWords.cases;

/** How tickets would have gone with the changes: in a sentence, and ticket by ticket with both courses. Only for sound changes. */
export function CasesPart({ days }: { readonly days: number }) {
  const { body: latest, release } = useChanges();
  const body = useDeferredValue(latest);
  const replay = useQuery(caseReplayQuery(body, { release, days }));
  return (
    <section className={classes.part} aria-label={say.title}>
      <h3>{say.title}</h3>
      <p className={classes.quiet}>{say.lead}</p>
      {replay.isPending ? (
        <>
          <Waiting label={say.asking} />
          <SlowNote />
        </>
      ) : null}
      {replay.isError ? (
        <ProblemNote
          error={replay.error}
          title={say.errorTitle}
          onRetry={() => void replay.refetch()}
        />
      ) : null}
      {replay.data ? <Told replay={replay.data} /> : null}
    </section>
  );
}

function Told({ replay }: { readonly replay: CaseReplay }) {
  const compared = useChanges();
  const { replayed, different, missed, raised, refused, erased, unjudged, isCut, items } = replay;
  if (replayed + erased + unjudged === 0) return <p className={classes.quiet}>{say.none}</p>;
  const notes = [
    ...(refused > 0 ? [say.stopped(refused)] : []),
    ...(raised > 0 ? [say.raised(raised)] : []),
    ...(unjudged > 0 ? [say.unjudged(unjudged)] : []),
    ...(erased > 0 ? [say.erased(erased)] : []),
    ...(isCut ? [say.cut(replayed)] : []),
  ];
  return (
    <>
      <p className={classes.said} role="status">
        {casesSentence(compared, replay)}
      </p>
      {missed > 0 ? (
        <Warning title={replayWords.missedTitle(missed)}>{say.missedText}</Warning>
      ) : null}
      {notes.length === 0 ? null : (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {items.length === 0 ? null : (
        <>
          <h4 className={classes.small}>{say.list}</h4>
          {items.length < different ? <p>{replayWords.listCut(items.length)}</p> : null}
          <ul className={classes.items}>
            {items.map((item, place) => (
              <Difference key={item.case ?? String(place)} item={item} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Difference({ item }: { readonly item: CaseDifference }) {
  const compared = useChanges();
  const [shown, setShown] = useState<"no" | "yes">("no");
  const { emergency, workflow, changes } = item;
  return (
    <li data-emergency={emergency}>
      <div className={classes.line}>
        {item.case === null ? (
          <span>{replayWords.hidden}</span>
        ) : (
          <Link to={`/app/cases/${item.case}`}>{item.case}</Link>
        )}
        <time dateTime={item.at}>{fullTime(item.at)}</time>
        {emergency === null ? null : (
          <span className={classes.mark}>{replayWords.emergencies[emergency]}</span>
        )}
        {item.case === null ? null : (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={shown === "yes"}
            aria-label={shown === "yes" ? undefined : say.showOf(item.case)}
            onClick={() => setShown(shown === "yes" ? "no" : "yes")}
          >
            {shown === "yes" ? replayWords.hide : say.show}
          </Button>
        )}
      </div>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change.what} className={classes.begins}>
            {caseChangeWords(compared, workflow, change)}
          </li>
        ))}
      </ul>
      {shown === "yes" && item.case !== null ? (
        <Courses id={item.case} workflow={workflow} />
      ) : null}
    </li>
  );
}
