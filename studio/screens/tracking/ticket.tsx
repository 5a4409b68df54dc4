import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Tracking } from "../../../engine/protocol/tracking.js";
import { answerClinic } from "../../api/patient.js";
import { Bubble, Bubbles } from "../../ui/bubble.js";
import card from "../../ui/card.module.css";
import { When } from "../../ui/due.js";
import { StateBadge } from "../../ui/marks.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./ticket.module.css";

/** The ticket in the patient's words: where it is, what happened, what was said, and a place to answer. */
export function Ticket({
  tracking,
  words,
}: {
  readonly tracking: Tracking;
  readonly words: PatientWords;
}) {
  return (
    <div className={classes.ticket}>
      <section className={card.card}>
        <p className={classes.id}>{tracking.case}</p>
        <ScreenHeading title={tracking.title || words.track.title} className={classes.title} />
        <p className={classes.state}>
          <span className={classes.quiet}>{words.track.state}</span>
          <StateBadge row={{ state: { name: tracking.state }, stateClass: tracking.stateClass }} />
        </p>
        <p className={classes.quiet}>
          {words.track.updated}: <When at={tracking.updatedAt} />
        </p>
      </section>
      <section className={card.card} aria-labelledby="messages">
        <h2 id="messages">{words.track.messages}</h2>
        {tracking.messages.length === 0 ? (
          <p className={classes.quiet}>{words.track.noMessages}</p>
        ) : null}
        <div role="log" aria-labelledby="messages">
          <Bubbles>
            {tracking.messages.map(({ mine, text, at }, place) => (
              <Bubble
                key={place}
                mine={mine}
                text={text}
                foot={
                  <>
                    {mine ? words.track.you : words.track.clinic} · <When at={at} />
                  </>
                }
              />
            ))}
          </Bubbles>
        </div>
        {tracking.open ? <Answer words={words} /> : <p>{words.track.closed}</p>}
      </section>
      <section className={card.card} aria-labelledby="steps">
        <h2 id="steps">{words.track.steps}</h2>
        <ol className={classes.steps}>
          {tracking.steps.map((step) => (
            <li key={`${step.at}${step.title}`}>
              <span>{step.title}</span>
              <span className={classes.quiet}>
                <When at={step.at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Answer({ words }: { readonly words: PatientWords }) {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const sending = useMutation({
    mutationFn: answerClinic,
    onSuccess: () => {
      setText("");
      void client.invalidateQueries({ queryKey: ["track"] });
    },
  });
  const send = () => {
    if (text.trim() !== "" && !sending.isPending) sending.mutate(text.trim());
  };
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={words.track.answer}
        value={text}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        error={sending.isError ? words.form.failed : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" loading={sending.isPending} disabled={text.trim() === ""}>
        {words.track.send}
      </Button>
      <p role="status" className={classes.sent}>
        {sending.isSuccess && text === "" ? words.track.sent : ""}
      </p>
    </form>
  );
}
