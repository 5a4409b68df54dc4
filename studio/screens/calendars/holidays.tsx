import { Button } from "@mantine/core";
import { useState } from "react";
import { dayNamed, type Holiday } from "../../../engine/definition/calendar.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { DayLine } from "./day-line.js";
import type { DaysProps } from "./days.js";
import { FieldFindings } from "./findings.js";
import { HolidayDialog } from "./holiday-dialog.js";
import { PasteDialog } from "./paste-dialog.js";
import { PlacedDays } from "./placed-days.js";

/** The days on which nobody works, in the order in which they come. */
export function Holidays({ calendar, today, findings, readOnly, record }: DaysProps) {
  const { holidays = [] } = calendar;
  const [edited, setEdited] = useState<Holiday | "new" | null>(null);
  const [pasting, setPasting] = useState(false);
  const on = edited === null || edited === "new" ? null : dayNamed(edited);
  return (
    <section className={classes.part} aria-label={say.holidays}>
      <h3>{say.holidays}</h3>
      <p className={classes.quiet}>{holidays.length === 0 ? say.noHolidays : say.holidaysHelp}</p>
      <PlacedDays
        days={holidays}
        today={today}
        line={({ day, date, place }) => (
          <DayLine
            key={`${dayNamed(day)} ${String(place)}`}
            {...{ day, date }}
            notes={"yearly" in day ? [say.yearly, ...(day.onSunday ? [say.movesOn] : [])] : []}
            onChange={readOnly ? null : () => setEdited(day)}
            onRemove={() => record({ do: "removeDay", from: "holidays", on: dayNamed(day) })}
          >
            <FieldFindings
              findings={findings}
              path={`/holidays/${String(place)}/${"date" in day ? "date" : "yearly"}`}
            />
          </DayLine>
        )}
      />
      {readOnly ? null : (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setEdited("new")}>
            {say.addHoliday}
          </Button>
          <Button variant="default" onClick={() => setPasting(true)}>
            {say.paste}
          </Button>
        </div>
      )}
      {edited === null ? null : (
        <HolidayDialog
          holiday={edited === "new" ? null : edited}
          today={today}
          taken={holidays.map(dayNamed).filter((day) => day !== on)}
          onKeep={(day) =>
            record(
              on === null
                ? { do: "addDays", to: "holidays", days: [day] }
                : { do: "replaceDay", in: "holidays", on, day },
            )
          }
          onClose={() => setEdited(null)}
        />
      )}
      {pasting ? (
        <PasteDialog
          there={holidays}
          onKeep={(days) => record({ do: "addDays", to: "holidays", days })}
          onClose={() => setPasting(false)}
        />
      ) : null}
    </section>
  );
}
