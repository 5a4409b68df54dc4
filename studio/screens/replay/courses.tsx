import { useQuery } from "@tanstack/react-query";
import type { CourseView } from "../../../engine/protocol/case-replay.js";
import { replayedCaseQuery } from "../../api/replay.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { replayWords } from "../../words/replay.js";
import { useChanges } from "../draft/changes-context.js";
import { nameOf } from "../workflow/names.js";
import { stepWords } from "./case-words.js";
import { subjectOf } from "./change-names.js";
import classes from "./replay.module.css";

const say = replayWords.cases;

/** How one ticket goes as it runs now, beside how it would go with the changes. */
export function Courses({ id, workflow }: { readonly id: string; readonly workflow: string }) {
  const compared = useChanges();
  const both = useQuery(replayedCaseQuery(id, compared.body));
  if (both.isPending) return <Waiting />;
  if (!both.data) return <ProblemNote error={both.error} onRetry={() => void both.refetch()} />;
  const { before, after } = both.data;
  const parting = partingOf(before, after);
  return (
    <div className={classes.both}>
      <Course {...{ workflow, parting }} which="published" title={say.before} course={before} />
      <Course {...{ workflow, parting }} which="body" title={say.after} course={after} />
    </div>
  );
}

/** The step at which two courses part. */
function partingOf(before: CourseView | null, after: CourseView | null): number {
  const [one, other] = [before?.steps ?? [], after?.steps ?? []];
  const place = one.findIndex((step, at) => JSON.stringify(step) !== JSON.stringify(other[at]));
  return place < 0 ? one.length : place;
}

function Course({
  title,
  course,
  workflow,
  which,
  parting,
}: {
  readonly title: string;
  readonly course: CourseView | null;
  readonly workflow: string;
  readonly which: "published" | "body";
  readonly parting: number;
}) {
  const compared = useChanges();
  const subject = subjectOf(compared, workflow, which);
  return (
    <section className={classes.side} aria-label={title}>
      <h4>{title}</h4>
      {course === null || subject === null ? (
        <p>{say.noWorkflow}</p>
      ) : (
        <>
          <ol className={classes.steps}>
            {course.steps.map((step, place) => (
              <li key={place} data-otherwise={place >= parting}>
                <span>
                  {stepWords(compared, { workflow, which }, step)}:{" "}
                  <strong>{nameOf.state(subject, step.state)}</strong>,{" "}
                  {nameOf.queue(subject, step.queue)}, {step.priority}
                </span>
                <time dateTime={step.at}>{fullTime(step.at)}</time>
                {place === parting ? <span className={classes.mark}>{say.otherwise}</span> : null}
              </li>
            ))}
          </ol>
          {course.refused === null ? null : (
            <p>
              <strong>{say.refusedThere(nameOf.transition(subject, course.refused))}</strong>
            </p>
          )}
          <ul className={classes.changes}>
            {course.promises.map(({ clock, dueAt, brokenAt }, place) => (
              <li key={place}>
                {say.promise(nameOf.clock(subject, clock), timeOf(dueAt), timeOf(brokenAt))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function timeOf(at: string | null): string | null {
  return at === null ? null : fullTime(at);
}
