import { ActionIcon, Textarea } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "../../ui/icons.js";
import { LinkedText } from "../../ui/linked-text.js";
import { words } from "../../words/index.js";
import classes from "./handset.module.css";

/** A phone with its conversation: who it is about, what was written, and the keyboard below. */
export function HandsetFace({
  name,
  number,
  messages,
  empty = words.phone.empty,
  keyboard,
  children,
}: {
  /** What the phone is called by people who do not see it. */
  readonly name: string;
  readonly number: string;
  /** How many messages there are: the newest is kept in view. */
  readonly messages: number;
  readonly empty?: string;
  readonly keyboard: ReactNode;
  readonly children: ReactNode;
}) {
  const screen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = screen.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [messages]);
  return (
    <section className={classes.handset} aria-label={name}>
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
        {messages === 0 ? <p className={classes.empty}>{empty}</p> : null}
        {children}
      </div>
      {keyboard}
    </section>
  );
}

/** One message on a phone: one's own stand on the right. */
export function Sms({
  mine,
  subject = null,
  text,
  foot,
}: {
  readonly mine: boolean;
  /** Of a letter. */
  readonly subject?: string | null;
  readonly text: string;
  readonly foot: ReactNode;
}) {
  return (
    <div className={classes.sms} data-mine={mine}>
      {subject === null ? null : (
        <p className={classes.text} dir="auto">
          <strong>{subject}</strong>
        </p>
      )}
      <p className={classes.text} dir="auto">
        <LinkedText text={text} />
      </p>
      <p className={classes.foot}>{foot}</p>
    </div>
  );
}

/** Where somebody writes; Enter sends, and the field is empty again once `onSend` says that it has gone out. */
export function HandsetKeys({
  label = words.phone.label,
  busy = false,
  error = null,
  onSend,
}: {
  readonly label?: string;
  readonly busy?: boolean;
  readonly error?: string | null;
  readonly onSend: (text: string, sent: () => void) => void;
}) {
  const [text, setText] = useState("");
  const send = () => {
    if (text.trim() !== "" && !busy) onSend(text.trim(), () => setText(""));
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
        aria-label={label}
        placeholder={label}
        value={text}
        autosize
        minRows={1}
        maxRows={5}
        className={classes.input}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={keyDown}
      />
      <ActionIcon type="submit" size="xl" radius="xl" loading={busy} aria-label={words.phone.send}>
        <Icon name="send" />
      </ActionIcon>
    </form>
  );
}
