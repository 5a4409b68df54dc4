import { ActionIcon, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { keys } from "../../api/keys.js";
import { phoneQuery, writeSms, type PhoneMessage } from "../../api/sandbox.js";
import { Icon } from "../../ui/icons.js";
import { LinkedText } from "../../ui/linked-text.js";
import { problemTitle } from "../../ui/notes.js";
import { clockTime, fullTime } from "../../ui/time.js";
import { words } from "../../words/index.js";
import classes from "./handset.module.css";

/** One simulated phone: its SMS conversation with the clinic. */
export function Handset({ number }: { readonly number: string }) {
  const messages = useQuery(phoneQuery(number)).data ?? [];
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = screen.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [messages.length]);
  return (
    <section className={classes.handset} aria-label={number}>
      <header className={classes.head}>
        <span className={classes.avatar}>
          <Icon name="message" />
        </span>
        <span>
          <strong className={classes.clinic}>{words.phone.clinic}</strong>
          <span className={classes.number} dir="ltr">
            {number}
          </span>
        </span>
      </header>
      <div
        ref={screen}
        className={classes.screen}
        role="log"
        aria-label={words.case.conversation}
        tabIndex={0}
      >
        {messages.length === 0 ? <p className={classes.empty}>{words.phone.empty}</p> : null}
        {messages.map((message) => (
          <Sms key={message.id} message={message} mine={message.from === number} />
        ))}
      </div>
      <Keyboard number={number} />
    </section>
  );
}

function Sms({ message, mine }: { readonly message: PhoneMessage; readonly mine: boolean }) {
  return (
    <div className={classes.sms} data-mine={mine}>
      <p className={classes.text} dir="auto">
        <LinkedText text={message.text} />
      </p>
      <p className={classes.foot}>
        <time dateTime={message.at} title={fullTime(message.at)}>
          {clockTime(Date.parse(message.at))}
        </time>
        {mine ? (
          <>
            <Icon name="check" size={14} />
            {words.phone.sent}
          </>
        ) : null}
      </p>
    </div>
  );
}

function Keyboard({ number }: { readonly number: string }) {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const sending = useMutation({
    mutationFn: (sms: string) => writeSms(number, sms),
    onSuccess: () => {
      setText("");
      void client.invalidateQueries({ queryKey: keys.phones });
    },
  });
  const send = () => {
    if (text.trim() !== "" && !sending.isPending) sending.mutate(text.trim());
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={classes.keyboard}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        aria-label={words.phone.label}
        placeholder={words.phone.label}
        value={text}
        autosize
        minRows={1}
        maxRows={5}
        className={classes.input}
        error={sending.isError ? problemTitle(sending.error) : null}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={keyDown}
      />
      <ActionIcon
        type="submit"
        size="xl"
        radius="xl"
        loading={sending.isPending}
        aria-label={words.phone.send}
      >
        <Icon name="send" />
      </ActionIcon>
    </form>
  );
}
