import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { requestLink } from "../../api/patient.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./ticket.module.css";

/** Asks for a fresh link: it goes to the phone that the ticket belongs to, so anybody may ask for anything. */
export function FreshLink({ words }: { readonly words: PatientWords }) {
  const [id, setId] = useState("");
  const asking = useMutation({ mutationFn: requestLink });
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== "" && !asking.isPending) asking.mutate(id.trim());
      }}
    >
      <TextInput
        label={words.track.ticketId}
        description={words.track.ticketIdHint}
        value={id}
        maxLength={24}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        error={asking.isError ? words.network : null}
        onChange={(event) => {
          setId(event.currentTarget.value);
          asking.reset();
        }}
      />
      <Button type="submit" loading={asking.isPending} disabled={id.trim() === ""}>
        {words.track.freshLink}
      </Button>
      <p role="status" className={classes.sent}>
        {asking.isSuccess ? words.track.freshLinkAsked : ""}
      </p>
    </form>
  );
}
