import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { requestLink } from "../../api/patient.js";
import card from "../../ui/card.module.css";
import { ScreenHeading } from "../../ui/screen-heading.js";
import type { PatientWords } from "../../words/patient.js";
import { ticketId } from "../desk/view.js";
import classes from "./ticket.module.css";

/** A link that does not open anything any more, and the way to a new one. The answer never tells whether a ticket exists. */
export function Expired({ words }: { readonly words: PatientWords }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useMutation({
    mutationFn: requestLink,
    onError: () => setProblem(words.network),
  });
  const ask = () => {
    const id = ticketId(typed);
    setProblem(id === null ? words.required : null);
    if (id !== null) asking.mutate(id);
  };
  return (
    <section className={card.card}>
      <ScreenHeading title={words.track.expiredTitle} className={classes.title} />
      <p>{words.track.expiredText}</p>
      {asking.isSuccess ? (
        <p role="status" className={classes.sent}>
          {words.track.requested}
        </p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <Stack gap="md">
            <TextInput
              label={words.track.ticket}
              placeholder="T-4K7Q-9"
              value={typed}
              error={problem}
              autoComplete="off"
              autoCapitalize="characters"
              size="md"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" size="md" loading={asking.isPending}>
              {words.track.again}
            </Button>
          </Stack>
        </form>
      )}
    </section>
  );
}
