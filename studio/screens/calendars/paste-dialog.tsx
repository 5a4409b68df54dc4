import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { Holiday } from "../../../engine/definition/calendar.js";
import { DraftDialog } from "../../ui/draft-dialog.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { pastedHolidays } from "./pasted.js";

/** Many holidays at once, one a line; what comes of them is said before they are taken. */
export function PasteDialog({
  there,
  onKeep,
  onClose,
}: {
  readonly there: readonly Holiday[];
  readonly onKeep: (holidays: readonly Holiday[]) => void;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { holidays, known, wrong } = pastedHolidays(text, there);
  const [first] = wrong;
  const isEmpty = text.trim() === "";
  return (
    <DraftDialog
      title={say.pasteTitle}
      done={say.done}
      onClose={onClose}
      onKeep={() => {
        setIsTried(true);
        if (first || isEmpty) return;
        if (holidays.length > 0) onKeep(holidays);
        onClose();
      }}
    >
      <Textarea
        label={say.pasteLabel}
        description={say.pasteHelp}
        rows={10}
        spellCheck={false}
        value={text}
        error={
          first
            ? say.pasteWrong(first.line, first.text)
            : isTried && isEmpty
              ? say.pasteEmpty
              : null
        }
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <p role="status" className={classes.quiet}>
        {isEmpty
          ? null
          : `${say.pasted(holidays.length)} ${known > 0 ? say.pastedKnown(known) : ""}`}
      </p>
    </DraftDialog>
  );
}
