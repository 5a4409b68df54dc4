import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PartChange, pathOfPart } from "../../../engine/definition/release-parts.js";
import type { Review } from "../../../engine/protocol/review.js";
import { keys } from "../../api/keys.js";
import { commentOnReview } from "../../api/reviews.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { releasesWords } from "../../words/releases.js";
import { reviewWords as say } from "../../words/review.js";
import classes from "./review.module.css";

type Props = { readonly review: Review; readonly parts: readonly PartChange[] };

/** What was said about a review or about a part of it, and the way to say something. */
export function Comments({ review, parts }: Props) {
  const nameOf = (path: string) => {
    const part = parts.find((one) => pathOfPart(one) === path);
    return part ? releasesWords.part(part) : path;
  };
  return (
    <section className={classes.card} aria-label={say.comments}>
      <h3>{say.comments}</h3>
      {review.comments.length === 0 ? <p className={classes.quiet}>{say.noComments}</p> : null}
      <ul className={classes.list}>
        {review.comments.map(({ by, at, part, text }) => (
          <li key={`${at} ${by.id}`}>
            <p className={classes.quiet}>
              {by.name} · <time dateTime={at}>{fullTime(at)}</time>
              {part === null ? null : ` · ${say.aboutPart(nameOf(part))}`}
            </p>
            <p className={classes.note}>{text}</p>
          </li>
        ))}
      </ul>
      <Saying review={review} parts={parts} />
    </section>
  );
}

function Saying({ review, parts }: Props) {
  const [text, setText] = useState("");
  const [part, setPart] = useState("");
  const client = useQueryClient();
  const saying = useMutation({
    mutationFn: () => commentOnReview(review.id, { text, ...(part === "" ? {} : { part }) }),
    onSuccess: () => setText(""),
    onSettled: () => client.invalidateQueries({ queryKey: keys.reviews }),
  });
  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") saying.mutate();
      }}
    >
      <NativeSelect
        label={say.about}
        value={part}
        data={[
          { value: "", label: say.aboutAll },
          ...parts.map((one) => ({ value: pathOfPart(one), label: releasesWords.part(one) })),
        ]}
        onChange={({ currentTarget: { value } }) => setPart(value)}
      />
      <Textarea
        label={say.commentLabel}
        value={text}
        maxLength={2000}
        autosize
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      {saying.isError ? <ProblemNote error={saying.error} /> : null}
      <div>
        <Button type="submit" variant="default" loading={saying.isPending}>
          {say.say}
        </Button>
      </div>
    </form>
  );
}
