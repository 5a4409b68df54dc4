import { Button } from "@mantine/core";
import { useState } from "react";
import { dayNamed, type CalendarException } from "../../../engine/definition/calendar.js";
import { calendarWords as say } from "../../words/calendars.js";
import { FindingList } from "../draft/finding-list.js";
import classes from "./calendars.module.css";
import { DayLine } from "./day-line.js";
import type { DaysProps } from "./days.js";
import { ExceptionDialog } from "./exception-dialog.js";
import { findingsAt } from "./findings.js";
import { hoursText } from "./hours.js";
import { PlacedDays } from "./placed-days.js";

/** The days that have other hours than their weekday, in the order in which they come. */
export function Exceptions({ calendar, today, findings, readOnly, record }: DaysProps) {
  const { exceptions = [] } = calendar;
  const [edited, setEdited] = useState<CalendarException | "new" | null>(null);
  const on = edited === null || edited === "new" ? null : edited.date;
  return (
    <section className={classes.part} aria-label={say.exceptions}>
      <h3>{say.exceptions}</h3>
      <p className={classes.quiet}>
        {exceptions.length === 0 ? say.noExceptions : say.exceptionsHelp}
      </p>
      <PlacedDays
        days={exceptions}
        today={today}
        line={({ day, date, place }) => (
          <DayLine
            key={`${day.date} ${String(place)}`}
            {...{ day, date }}
            notes={day.hours.length === 0 ? [say.closed] : day.hours.map(hoursText)}
            onChange={readOnly ? null : () => setEdited(day)}
            onRemove={() => record({ do: "removeDay", from: "exceptions", on: day.date })}
          >
            <FindingList findings={findingsAt(findings, `/exceptions/${String(place)}`)} />
          </DayLine>
        )}
      />
      {readOnly ? null : (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setEdited("new")}>
            {say.addException}
          </Button>
        </div>
      )}
      {edited === null ? null : (
        <ExceptionDialog
          exception={edited === "new" ? null : edited}
          taken={exceptions.map(dayNamed).filter((day) => day !== on)}
          onKeep={(day) =>
            record(
              on === null
                ? { do: "addDays", to: "exceptions", days: [day] }
                : { do: "replaceDay", in: "exceptions", on, day },
            )
          }
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
