import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { dayNamed, type Holiday } from "../../../engine/definition/calendar.js";
import { DraftDialog } from "../../ui/draft-dialog.js";
import { calendarWords as say } from "../../words/calendars.js";
import { DayFields, dayTrouble } from "./day-fields.js";
import { nextDate } from "./special-days.js";

/** A holiday: its name, its date, and whether it is every year. */
export function HolidayDialog({
  holiday,
  today,
  taken,
  onKeep,
  onClose,
}: {
  /** Null for a new one. */
  readonly holiday: Holiday | null;
  readonly today: string;
  /** The days of the others. */
  readonly taken: readonly string[];
  readonly onKeep: (holiday: Holiday) => void;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState(() => draftOf(holiday, today));
  const [isTried, setIsTried] = useState(false);
  const kept = holidayOf(draft);
  const trouble = dayTrouble(draft, dayNamed(kept), taken);
  return (
    <DraftDialog
      title={say.holiday}
      done={say.done}
      onClose={onClose}
      onKeep={() => {
        setIsTried(true);
        if (trouble !== null) return;
        onKeep(kept);
        onClose();
      }}
    >
      <DayFields
        {...draft}
        trouble={isTried || trouble === "taken" ? trouble : null}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <Checkbox
        label={say.everyYear}
        checked={draft.isYearly}
        onChange={({ currentTarget: { checked } }) => setDraft({ ...draft, isYearly: checked })}
      />
      {draft.isYearly ? (
        <Checkbox
          label={say.onSunday}
          checked={draft.movesOn}
          onChange={({ currentTarget: { checked } }) => setDraft({ ...draft, movesOn: checked })}
        />
      ) : null}
    </DraftDialog>
  );
}

/** A holiday while somebody fills it in: one of every year has the date of the next. */
type HolidayDraft = {
  readonly name: string;
  readonly date: string;
  readonly isYearly: boolean;
  readonly movesOn: boolean;
};

function draftOf(holiday: Holiday | null, today: string): HolidayDraft {
  if (holiday === null) return { name: "", date: "", isYearly: false, movesOn: false };
  return {
    name: holiday.name,
    date: nextDate(dayNamed(holiday), today),
    isYearly: "yearly" in holiday,
    movesOn: "yearly" in holiday && holiday.onSunday !== undefined,
  };
}

function holidayOf({ name, date, isYearly, movesOn }: HolidayDraft): Holiday {
  if (!isYearly) return { name: name.trim(), date };
  const yearly = { name: name.trim(), yearly: date.slice("2026-".length) };
  return movesOn ? { ...yearly, onSunday: "monday" } : yearly;
}
