import type { ChatOpened } from "../../../engine/protocol/chat.js";
import { useNow } from "../../ui/now.js";
import type { PatientLanguage, PatientWords } from "../../words/patient.js";
import classes from "./chat.module.css";
import { openingAt, openingWords } from "./opening.js";

type Props = {
  readonly open: ChatOpened["open"];
  readonly language: PatientLanguage;
  readonly words: PatientWords;
};

/** Outside the hours of the chat: from when on somebody answers. It comes and goes by itself, and nothing stands in the way of writing. */
export function AwayNote({ open, language, words }: Props) {
  const opening = openingAt(open, useNow());
  const { away, awayUntil } = words.chat;
  const sentence = (until: number | null) =>
    until === null ? away : awayUntil(openingWords(until, language));
  return (
    <p role="status" className={classes.status}>
      {opening.kind === "away" ? sentence(opening.until) : ""}
    </p>
  );
}
