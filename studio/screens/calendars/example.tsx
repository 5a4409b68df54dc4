import { TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Calendar } from "../../../engine/definition/calendar.js";
import { type Closed, leftOut } from "../../../engine/sla/left-out.js";
import { timeIn } from "../../ui/time.js";
import { calendarWords as say } from "../../words/calendars.js";
import {
  clockDates,
  fridayAfternoon,
  wallMoment,
  wallTime,
} from "../workflow/fields/clock-dates.js";
import { DurationInput } from "../workflow/fields/duration-input.js";
import classes from "./calendars.module.css";

/** What a promise by this calendar means in dates, reckoned as a case reckons, with everything that does not count on the way. */
export function Example({ calendar }: { readonly calendar: Calendar }) {
  const { zone } = calendar;
  const [promise, setPromise] = useState("PT4H");
  const [typed, setTyped] = useState(() => wallTime(fridayAfternoon(Date.now(), zone), zone));
  const madeAt = wallMoment(typed, zone);
  const dueAt = useMemo(
    () => (madeAt === null ? null : dueOf(calendar, promise, madeAt)),
    [calendar, promise, madeAt],
  );
  return (
    <section className={classes.example} aria-label={say.example}>
      <h3>{say.example}</h3>
      <DurationInput
        label={say.promise}
        required
        readOnly={false}
        value={promise}
        onChange={(next) => setPromise(next ?? promise)}
      />
      <TextInput
        type="datetime-local"
        label={say.madeOn}
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
      />
      <div role="status">
        {madeAt === null ? null : dueAt === null ? (
          <p>{say.beyond}</p>
        ) : (
          <>
            <p>
              <b>{say.isDue(told(zone, dueAt))}</b>
            </p>
            <LeftOutList calendar={calendar} from={madeAt} to={dueAt} />
          </>
        )}
      </div>
    </section>
  );
}

/** When the clock of a case would be due that counts by this calendar; null when that is further than a calendar is known. */
function dueOf(calendar: Calendar, target: string, startedAt: number): number | null {
  const clock = { name: "", starts: { event: "created" as const }, target, calendar: calendar.id };
  const dates = clockDates(clock, { startedAt, priority: "" }, [calendar]);
  return dates?.find(({ is }) => is === "due")?.at ?? null;
}

function LeftOutList({
  calendar,
  from,
  to,
}: {
  readonly calendar: Calendar;
  readonly from: number;
  readonly to: number;
}) {
  const stretches = useMemo(() => leftOut(calendar, from, to), [calendar, from, to]);
  const { zone } = calendar;
  if (stretches.length === 0) return <p className={classes.quiet}>{say.nothingLeftOut}</p>;
  return (
    <>
      <p className={classes.quiet}>{say.leftOut}</p>
      <ul className={classes.leftOut}>
        {stretches.slice(0, SHOWN).map((one) => (
          <li key={one.from}>
            {say.stretch(
              told(zone, one.from),
              told(zone, one.to),
              one.closed.map(closedWords).join(", "),
            )}
          </li>
        ))}
        {stretches.length > SHOWN ? <li>{say.stretchesMore(stretches.length - SHOWN)}</li> : null}
      </ul>
    </>
  );
}

/** Nobody reads more of them; a long promise leaves out hundreds. */
const SHOWN = 12;

function closedWords(one: Closed): string {
  if ("name" in one) return one.name;
  return "day" in one ? say.weekdays[one.day] : say.because[one.because];
}

function told(zone: string, at: number): string {
  return timeIn(zone, new Date(at).toISOString());
}
