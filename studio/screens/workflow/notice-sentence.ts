import type { NotifySpec } from "../../../engine/definition/notice.js";
import { words } from "../../words/index.js";
import { mapWords } from "../../words/map.js";
import { nameOf, type Subject } from "./names.js";
import { sourceWords } from "./set-sentence.js";

/** Who gets a notice, what it says, and how much it matters. */
export function noticeSentence(
  subject: Subject,
  { to, says, level = "info" }: NotifySpec,
  form: string | undefined,
): string {
  return mapWords.says.notifies(readersWords(subject, to, form), says, words.alerts.levels[level]);
}

function readersWords(subject: Subject, to: NotifySpec["to"], form: string | undefined): string {
  const { readers } = mapWords;
  if ("role" in to) return readers.role(nameOf.role(subject, to.role));
  if ("queue" in to)
    return typeof to.queue === "string"
      ? readers.queue(nameOf.queue(subject, to.queue))
      : readers.queueOf(sourceWords(subject, to.queue.from, form));
  if (typeof to.person === "string") return to.person;
  return to.person.from === "case.assignee"
    ? readers.assignee
    : readers.personOf(sourceWords(subject, to.person.from, form));
}
