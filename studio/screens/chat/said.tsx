import { useEffect, useRef } from "react";
import type { ChatState } from "../../live/chat-state.js";
import { When } from "../../ui/due.js";
import { LinkedText } from "../../ui/linked-text.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./chat.module.css";

/** What was said, and below it what is still on its way. */
export function Said({
  state: { messages, written },
  words,
}: {
  readonly state: ChatState;
  readonly words: PatientWords;
}) {
  const list = useRef<HTMLDivElement>(null);
  const count = messages.length + written.length;
  useEffect(() => {
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [count]);
  if (count === 0) return null;
  return (
    <div
      ref={list}
      className={classes.said}
      role="log"
      aria-label={words.track.messages}
      tabIndex={0}
    >
      <ol className={classes.messages}>
        {messages.map(({ id, mine, text, at }) => (
          <li key={id} className={classes.message} data-mine={mine}>
            <p className={classes.text} dir="auto">
              <LinkedText text={text} />
            </p>
            <p className={classes.quiet}>
              {mine ? words.track.you : words.track.clinic} · <When at={at} />
            </p>
          </li>
        ))}
        {written.map(({ id, text, state }) => (
          <li key={id} className={classes.message} data-mine="true" data-state={state}>
            <p className={classes.text} dir="auto">
              {text}
            </p>
            <p className={classes.quiet}>
              {words.track.you} · {words.chat.states[state]}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
