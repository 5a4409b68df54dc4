import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import type { ReviewArea } from "../../../engine/definition/review-area.js";
import { releaseHash, sortedBody } from "../../../engine/definition/release-hash.js";
import type { Review } from "../../../engine/protocol/review.js";
import { keys } from "../../api/keys.js";
import { askForReview, reviewsQuery, withdrawReview } from "../../api/reviews.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { WithReason } from "../../ui/with-reason.js";
import { draftWords } from "../../words/draft.js";
import { words } from "../../words/index.js";
import { reviewWords as say } from "../../words/review.js";
import { useProfile } from "../desk/session.js";
import { AreasSaid } from "../review/areas-said.js";
import { useChanges } from "./changes-context.js";
import classes from "./draft.module.css";
import { Refused } from "./refused.js";
import { usePublish } from "./use-publish.js";
import { useRamping } from "./use-ramping.js";

type Props = {
  readonly before: ReactNode;
  /** What stands in the way of asking, for the person; null when nothing does. */
  readonly obstacle: string | null;
  /** The areas that the change set touches. */
  readonly areas: readonly ReviewArea[];
};

/** The way to publish what somebody else has to approve first: asking, waiting, and then publishing just that. */
export function PublishReviewed({ before, obstacle, areas }: Props) {
  const { id } = useProfile();
  const { body } = useChanges();
  const reviews = useQuery(reviewsQuery);
  const hash = useMemo(() => releaseHash(sortedBody(body)), [body]);
  if (reviews.isPending) return <Waiting />;
  if (!reviews.data)
    return <ProblemNote error={reviews.error} onRetry={() => void reviews.refetch()} />;
  const mine = reviews.data.find(
    ({ by, standing, isPast }) => by.id === id && standing === "open" && !isPast,
  );
  if (mine?.hash === hash) return <Asked review={mine} before={before} />;
  return <Ask obstacle={obstacle} before={before} areas={areas} isChanged={mine !== undefined} />;
}

function Ask({ before, obstacle, areas, isChanged }: Props & { readonly isChanged: boolean }) {
  const { body, release, draft, discard } = useChanges();
  const client = useQueryClient();
  const asking = useMutation({
    mutationFn: askForReview,
    onSuccess: () => toast("done", say.asked),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.reviews }),
        client.invalidateQueries({ queryKey: keys.releases }),
      ]),
  });
  return (
    <WithReason
      before={
        <>
          {before}
          <p className={classes.note}>
            {isChanged ? say.changedSince : say.needs(areas.map(({ name }) => name).join(", "))}
          </p>
        </>
      }
      obstacle={obstacle}
      refusal={asking.isError ? <Refused error={asking.error} body={body} /> : null}
      isBusy={asking.isPending}
      submitLabel={say.ask}
      cancelLabel={draftWords.discard}
      onSubmit={(reason) =>
        asking.mutate({
          ...{ definition: body, reason, baseRelease: release },
          steps: draft.steps.slice(0, draft.done),
        })
      }
      onCancel={discard}
    />
  );
}

function Asked({ review, before }: { readonly review: Review; readonly before: ReactNode }) {
  const { body, release, draft } = useChanges();
  const client = useQueryClient();
  const publishing = usePublish();
  const ramping = useRamping();
  const withdrawing = useMutation({
    mutationFn: () => withdrawReview(review.id),
    onSuccess: () => toast("done", say.withdrawn),
    onSettled: () => client.invalidateQueries({ queryKey: keys.reviews }),
  });
  const publication = { definition: body, reason: review.reason, baseRelease: release };
  const isApproved = review.areas.every(({ verdict }) => verdict === "approved");
  return (
    <div className={classes.asked}>
      {before}
      <p role="status" className={classes.note}>
        {isApproved ? say.approvedAll : say.askedFor}
      </p>
      <AreasSaid areas={review.areas} />
      <Link to={`/admin/reviews/${review.id}`}>{say.look}</Link>
      {isApproved ? ramping.fields : null}
      {ramping.obstacle === null ? null : <p className={classes.wrong}>{ramping.obstacle}</p>}
      {publishing.isError ? <Refused error={publishing.error} body={body} /> : null}
      {withdrawing.isError ? <ProblemNote error={withdrawing.error} /> : null}
      <div className={classes.buttons}>
        {isApproved ? (
          <Button
            loading={publishing.isPending}
            disabled={ramping.obstacle !== null}
            onClick={() =>
              publishing.mutate({ publication: { ...publication, ...ramping.chosen }, draft })
            }
          >
            {words.admin.publish}
          </Button>
        ) : null}
        <Button
          variant="default"
          loading={withdrawing.isPending}
          onClick={() => withdrawing.mutate()}
        >
          {say.withdraw}
        </Button>
      </div>
    </div>
  );
}
