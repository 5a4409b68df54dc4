import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ChatOpened } from "../../../engine/protocol/chat.js";
import { endChat } from "../../api/chat.js";
import { ChatLine } from "../../live/chat-line.js";
import card from "../../ui/card.module.css";
import { ScreenHeading } from "../../ui/screen-heading.js";
import type { PatientLanguage, PatientWords } from "../../words/patient.js";
import { Emergency } from "../patient-form/emergency.js";
import { AwayNote } from "./away-note.js";
import classes from "./chat.module.css";
import { Said } from "./said.js";
import { Writing } from "./writing.js";

type Props = {
  readonly chat: ChatOpened;
  readonly language: PatientLanguage;
  readonly words: PatientWords;
  /** Begins a chat of its own. */
  readonly onAnother: () => void;
};

/** The conversation of this browser, live. */
export function Conversation({ chat, language, words, onAnother }: Props) {
  const [line] = useState(() => new ChatLine());
  const state = useSyncExternalStore(line.subscribe, line.read);
  useEffect(() => {
    line.start();
    return () => line.stop();
  }, [line]);
  const ending = useMutation({
    mutationFn: endChat,
    onSuccess: () => {
      line.stop();
      line.forget();
      onAnother();
    },
  });
  const isEmpty = state.messages.length + state.written.length === 0;
  return (
    <section className={`${card.card ?? ""} ${classes.chat ?? ""}`}>
      <header className={classes.head}>
        <ScreenHeading title={words.chat.title} className={classes.title} />
        {isEmpty ? null : (
          <Button
            variant="default"
            size="sm"
            className={classes.end ?? ""}
            loading={ending.isPending}
            onClick={() => ending.mutate()}
          >
            {words.chat.end}
          </Button>
        )}
      </header>
      {isEmpty ? (
        <>
          <p className={classes.lead}>{words.chat.lead}</p>
          <Emergency number={chat.emergencyNumber} words={words} />
        </>
      ) : null}
      <AwayNote open={chat.open} language={language} words={words} />
      <Said state={state} words={words} />
      <p role="status" className={classes.status}>
        {phaseWords(state.phase, words)}
        {ending.isError ? words.network : ""}
      </p>
      {state.phase === "over" ? (
        <Button onClick={onAnother}>{words.chat.another}</Button>
      ) : (
        <Writing words={words} onWrite={(text) => line.write(text, language)} />
      )}
      <p className={classes.quiet}>{words.chat.back}</p>
    </section>
  );
}

function phaseWords(phase: "connecting" | "live" | "lost" | "over", words: PatientWords): string {
  if (phase === "lost") return words.chat.lost;
  return phase === "over" ? words.chat.over : "";
}
