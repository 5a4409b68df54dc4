import { useState } from "react";
import type { CalendarException } from "../../../engine/definition/calendar.js";
import { DraftDialog } from "../../ui/draft-dialog.js";
import { calendarWords as say } from "../../words/calendars.js";
import { DayFields, dayTrouble } from "./day-fields.js";
import { HoursList } from "./hours-list.js";

/** A day with other hours than its weekday, or with none. */
export function ExceptionDialog({
  exception,
  taken,
  onKeep,
  onClose,
}: {
  /** Null for a new one. */
  readonly exception: CalendarException | null;
  /** The days of the others. */
  readonly taken: readonly string[];
  readonly onKeep: (exception: CalendarException) => void;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState<CalendarException>(
    exception ?? { name: "", date: "", hours: ["08:00-13:00"] },
  );
  const [isTried, setIsTried] = useState(false);
  const trouble = dayTrouble(draft, draft.date, taken);
  return (
    <DraftDialog
      title={say.exception}
      done={say.done}
      onClose={onClose}
      onKeep={() => {
        setIsTried(true);
        if (trouble !== null) return;
        onKeep({ ...draft, name: draft.name.trim() });
        onClose();
      }}
    >
      <DayFields
        {...draft}
        trouble={isTried || trouble === "taken" ? trouble : null}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <HoursList
        of={say.thatDay}
        hours={draft.hours}
        findings={[]}
        onChange={(hours) => setDraft({ ...draft, hours: [...hours] })}
      />
    </DraftDialog>
  );
}
