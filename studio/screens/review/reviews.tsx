import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Review } from "../../../engine/protocol/review.js";
import { reviewsQuery } from "../../api/reviews.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { reviewWords as say } from "../../words/review.js";
import { useMay } from "../desk/session.js";
import { ChangesProvider } from "../draft/changes-provider.js";
import { AreasSaid } from "./areas-said.js";
import { ReviewAreas } from "./review-areas.js";
import { ReviewPage } from "./review-page.js";
import classes from "./review.module.css";

/** What waits for somebody's approval, what was approved, and who approves what; or one review. */
export function Reviews({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <ReviewList /> : <ReviewPage key={id} id={id} />;
}

function ReviewList() {
  const reviews = useQuery(reviewsQuery);
  const mayChange = useMay("release.publish");
  if (reviews.isPending) return <Waiting />;
  if (!reviews.data)
    return <ProblemNote error={reviews.error} onRetry={() => void reviews.refetch()} />;
  return (
    <div className={classes.page}>
      <div>
        <h2>{say.title}</h2>
        <p className={classes.quiet}>{say.lead}</p>
      </div>
      {reviews.data.length === 0 ? (
        <Empty icon="check" title={say.none} level={2}>
          {say.noneText}
        </Empty>
      ) : (
        <ul className={classes.list}>
          {reviews.data.map((review) => (
            <li key={review.id} className={classes.card}>
              <Line review={review} />
            </li>
          ))}
        </ul>
      )}
      {mayChange ? (
        <ChangesProvider>
          <ReviewAreas />
        </ChangesProvider>
      ) : null}
    </div>
  );
}

function Line({ review }: { readonly review: Review }) {
  const isYours = review.areas.some(({ mayDecide, verdict }) => mayDecide && verdict === null);
  return (
    <>
      <div className={classes.row}>
        <Link to={`/admin/reviews/${review.id}`} className={classes.link}>
          {review.reason}
        </Link>
        {isYours ? <span className={classes.badge}>{say.yours}</span> : null}
      </div>
      <p className={classes.quiet}>
        {say.standing(review)} · {review.by.name} ·{" "}
        <time dateTime={review.at}>{fullTime(review.at)}</time>
      </p>
      {review.standing === "open" ? <AreasSaid areas={review.areas} /> : null}
    </>
  );
}
