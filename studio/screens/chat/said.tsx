import { useEffect, useRef } from "react";
import type { ChatState } from "../../live/chat-state.js";
import { Bubble, Bubbles } from "../../ui/bubble.js";
import { When } from "../../ui/due.js";
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
      <Bubbles>
        {messages.map(({ id, mine, text, at }) => (
          <Bubble
            key={id}
            mine={mine}
            text={text}
            foot={
              <>
                {mine ? words.track.you : words.track.clinic} · <When at={at} />
              </>
            }
          />
        ))}
        {written.map(({ id, text, state }) => (
          <Bubble
            key={id}
            mine
            text={text}
            foot={`${words.track.you} · ${words.chat.states[state]}`}
            failed={state === "refused" ? "yes" : "no"}
          />
        ))}
      </Bubbles>
    </div>
  );
}
