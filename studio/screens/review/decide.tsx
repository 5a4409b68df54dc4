import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Review, ReviewedArea, Verdict } from "../../../engine/protocol/review.js";
import { keys } from "../../api/keys.js";
import { decideReview } from "../../api/reviews.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { reviewWords as say } from "../../words/review.js";
import { AreasSaid } from "./areas-said.js";
import classes from "./review.module.css";

/** What was said of each area, and the way to say it for those who may. */
export function Decide({ review }: { readonly review: Review }) {
  return (
    <ul className={classes.list}>
      {review.areas.map((area) => (
        <li key={area.id}>
          <AreasSaid areas={[area]} />
          {area.mayDecide ? <Verdicts id={review.id} area={area} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Verdicts({ id, area }: { readonly id: string; readonly area: ReviewedArea }) {
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const client = useQueryClient();
  const deciding = useMutation({
    mutationFn: (verdict: Verdict) => decideReview(id, { area: area.id, verdict, note }),
    onSuccess: (_review, verdict) => {
      setNote("");
      toast("done", say[verdict]);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.reviews }),
  });
  const decide = (verdict: Verdict) => {
    const isMissing = verdict === "declined" && note.trim() === "";
    setMissing(isMissing ? say.noteNeeded : null);
    if (!isMissing) deciding.mutate(verdict);
  };
  return (
    <div className={classes.page}>
      <Textarea
        label={say.note}
        description={say.noteHint}
        value={note}
        error={missing}
        maxLength={2000}
        autosize
        onChange={({ currentTarget: { value } }) => setNote(value)}
      />
      {deciding.isError ? <ProblemNote error={deciding.error} /> : null}
      <div className={classes.buttons}>
        <Button
          loading={deciding.isPending}
          aria-label={`${say.approve}: ${area.name}`}
          onClick={() => decide("approved")}
        >
          {say.approve}
        </Button>
        <Button
          variant="default"
          disabled={deciding.isPending}
          aria-label={`${say.decline}: ${area.name}`}
          onClick={() => decide("declined")}
        >
          {say.decline}
        </Button>
      </div>
    </div>
  );
}
