import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { CaseDifference, CaseReplay } from "../../../engine/protocol/case-replay.js";
import { caseReplayQuery } from "../../api/replay.js";
import { Warning } from "../../ui/warning.js";
import { replayWords } from "../../words/replay.js";
import { useChanges } from "../draft/changes-context.js";
import { Asked } from "./asked.js";
import { caseChangeWords, casesSentence } from "./case-words.js";
import { Courses } from "./courses.js";
import { DifferenceLine } from "./difference-line.js";
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
      <Asked query={replay} words={say}>
        {(answer) => <Told replay={answer} />}
      </Asked>
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
  const { workflow, changes } = item;
  return (
    <DifferenceLine
      item={item}
      words={say}
      changes={changes.map((change) => (
        <li key={change.what} className={classes.begins}>
          {caseChangeWords(compared, workflow, change)}
        </li>
      ))}
    >
      {(id) => <Courses id={id} workflow={workflow} />}
    </DifferenceLine>
  );
}
