import { Button, Textarea } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { MAX_CHAT_TEXT } from "../../../engine/channels/chat.js";
import type { PatientWords } from "../../words/patient.js";
import classes from "./chat.module.css";

/** Where the person writes; Enter sends, as in every chat. */
export function Writing({
  words,
  onWrite,
}: {
  readonly words: PatientWords;
  readonly onWrite: (text: string) => void;
}) {
  const [text, setText] = useState("");
  const send = () => {
    const wanted = text.trim();
    if (wanted === "") return;
    onWrite(wanted);
    setText("");
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={classes.writing}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={words.chat.write}
        value={text}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={MAX_CHAT_TEXT}
        onKeyDown={onKey}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={text.trim() === ""}>
        {words.track.send}
      </Button>
    </form>
  );
}
