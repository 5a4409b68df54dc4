import { Button, FileInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SandboxAddress } from "../../../engine/protocol/sandbox-address.js";
import { keys } from "../../api/keys.js";
import { type Mail, mailboxQuery, type NewMail, writeMail } from "../../api/sandbox.js";
import { LinkedText } from "../../ui/linked-text.js";
import { problemTitle } from "../../ui/notes.js";
import { clockTime, fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./letters.module.css";
import { WriteTo } from "./write-to.js";

const EMPTY: NewMail = { subject: "", text: "", files: [] };

/** One simulated mailbox: what came and went, and a mail to write. */
export function Letters({
  address,
  clinic,
}: {
  readonly address: string;
  /** Addresses of the clinic. */
  readonly clinic: readonly SandboxAddress[];
}) {
  const mails = useQuery(mailboxQuery(address)).data ?? [];
  const [draft, setDraft] = useState(EMPTY);
  return (
    <section className={classes.letters} aria-label={address}>
      <div className={classes.list} role="log" aria-label={words.case.conversation} tabIndex={0}>
        {mails.length === 0 ? <p className={classes.empty}>{words.mailbox.empty}</p> : null}
        {mails.map((mail) => (
          <Letter
            key={mail.id}
            mail={mail}
            mine={mail.from === address}
            usual={clinic[0]?.address}
            onAnswer={() => setDraft({ ...draft, subject: answerTo(mail.subject) })}
          />
        ))}
      </div>
      <Writing address={address} clinic={clinic} draft={draft} onDraft={setDraft} />
    </section>
  );
}

function sentTo({ to }: Mail, usual: string | undefined): string {
  return to === usual ? words.mailbox.sent : words.mailbox.sentTo(to);
}

function answerTo(subject: string): string {
  return subject.startsWith("Re: ") ? subject : `Re: ${subject}`;
}

function Letter({
  mail,
  mine,
  usual,
  onAnswer,
}: {
  readonly mail: Mail;
  readonly mine: boolean;
  /** The address that is written to unless another one is chosen. */
  readonly usual: string | undefined;
  readonly onAnswer: () => void;
}) {
  return (
    <article className={classes.letter} data-mine={mine}>
      <header className={classes.head}>
        <strong className={classes.subject} dir="auto">
          {mail.subject === "" ? words.mailbox.noSubject : mail.subject}
        </strong>
        <span className={classes.foot}>
          {mine ? sentTo(mail, usual) : words.mailbox.received}{" "}
          <time dateTime={mail.at} title={fullTime(mail.at)}>
            {clockTime(Date.parse(mail.at))}
          </time>
        </span>
      </header>
      <p className={classes.text} dir="auto">
        <LinkedText text={mail.text} />
      </p>
      {mine ? null : (
        <Button variant="default" size="compact-md" onClick={onAnswer}>
          {words.mailbox.answer}
        </Button>
      )}
    </article>
  );
}

function Writing({
  address,
  clinic,
  draft,
  onDraft,
}: {
  readonly address: string;
  readonly clinic: readonly SandboxAddress[];
  readonly draft: NewMail;
  readonly onDraft: (draft: NewMail) => void;
}) {
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: (mail: NewMail) => writeMail(address, mail),
    onSuccess: () => {
      onDraft(draft.to === undefined ? EMPTY : { ...EMPTY, to: draft.to });
      void client.invalidateQueries({ queryKey: keys.mailboxes });
    },
  });
  const send = () => {
    if (draft.text.trim() !== "" && !sending.isPending) sending.mutate(draft);
  };
  return (
    <form
      className={classes.writing}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WriteTo addresses={clinic} to={draft.to} onChange={(to) => onDraft({ ...draft, to })} />
      <TextInput
        label={words.mailbox.subject}
        value={draft.subject}
        maxLength={200}
        onChange={(event) => onDraft({ ...draft, subject: event.currentTarget.value })}
      />
      <Textarea
        label={words.mailbox.text}
        value={draft.text}
        autosize
        minRows={3}
        maxRows={12}
        error={sending.isError ? problemTitle(sending.error) : null}
        onChange={(event) => onDraft({ ...draft, text: event.currentTarget.value })}
      />
      <FileInput
        label={words.mailbox.files}
        multiple
        clearable
        clearButtonProps={{ "aria-label": words.mailbox.noFiles }}
        value={[...draft.files]}
        onChange={(files) => onDraft({ ...draft, files })}
      />
      <Button type="submit" loading={sending.isPending}>
        {words.mailbox.send}
      </Button>
    </form>
  );
}
