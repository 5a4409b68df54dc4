import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "react-router";
import { releaseHash, sortedBody } from "../../../engine/definition/release-hash.js";
import { changedParts } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releaseBodyQuery } from "../../api/migrations.js";
import { reviewQuery, type ReviewWhole } from "../../api/reviews.js";
import { changedBody } from "../../draft/change.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { compareWords } from "../../words/compare.js";
import { reviewWords as say } from "../../words/review.js";
import { ComparedWorkflows } from "../compare/compared-workflows.js";
import { bySubject, changeWords, subjectName } from "../draft/change-words.js";
import { Comments } from "./comments.js";
import { Decide } from "./decide.js";
import { PartTexts } from "./part-texts.js";
import classes from "./review.module.css";

/** One review: what would be different, in sentences and line by line, what was said of it, and the way to say something. */
export function ReviewPage({ id }: { readonly id: string }) {
  const review = useQuery(reviewQuery(id));
  const number = review.data?.review.base;
  const base = useQuery({ ...releaseBodyQuery(number ?? 0), enabled: number !== undefined });
  const failed = review.error ?? base.error;
  if (review.data && base.data) return <Page whole={review.data} base={base.data} />;
  if (failed) return <ProblemNote error={failed} onRetry={() => void review.refetch()} />;
  return <Waiting />;
}

type Shown = { readonly whole: ReviewWhole; readonly base: ReleaseBody };

function Page({ whole, base }: Shown) {
  const { review, definition } = whole;
  const parts = useMemo(() => changedParts(base, definition), [base, definition]);
  return (
    <div className={classes.page}>
      <div>
        <Link to="/admin/reviews" className={classes.link}>
          {say.back}
        </Link>
      </div>
      <div>
        <h2>{review.reason}</h2>
        <p className={classes.quiet}>
          {say.standing(review)} · {review.by.name} ·{" "}
          <time dateTime={review.at}>{fullTime(review.at)}</time>
        </p>
      </div>
      <section className={classes.card} aria-label={say.areas}>
        <h3>{say.areas}</h3>
        <Decide review={review} />
      </section>
      <Sentences whole={whole} base={base} />
      <ComparedWorkflows
        {...{ before: base, after: definition }}
        labels={{ before: compareWords.release(review.base), after: compareWords.proposed }}
      />
      <section className={classes.card} aria-label={say.differs}>
        <h3>{say.differs}</h3>
        <PartTexts before={base} after={definition} parts={parts} />
      </section>
      <Comments review={review} parts={parts} />
    </div>
  );
}

/** What its author did, if that leads to what would be published; whoever makes a request by hand can send other sentences. */
function Sentences({ whole: { review, definition, steps }, base }: Shown) {
  const isTrue = useMemo(() => {
    const body = changedBody(base, { steps, done: steps.length });
    return releaseHash(sortedBody(body)) === review.hash;
  }, [base, steps, review.hash]);
  if (steps.length === 0) return null;
  if (!isTrue) return <Warning>{say.unsafe}</Warning>;
  const named = { body: definition, published: base };
  return (
    <section className={classes.card} aria-label={say.changes}>
      <h3>{say.changes}</h3>
      {bySubject(steps).map((changes) => {
        const [first] = changes;
        return first === undefined ? null : (
          <div key={first.key}>
            <b>{subjectName(first, named)}</b>
            <ul>
              {changes.map((change) => (
                <li key={change.key}>{changeWords(change, named)}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
