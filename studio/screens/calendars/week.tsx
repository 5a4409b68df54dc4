import { Button, Menu } from "@mantine/core";
import { type Calendar, type Weekday, WEEKDAYS } from "../../../engine/definition/calendar.js";
import type { Finding } from "../../../engine/definition/finding.js";
import type { CalendarStep } from "../../draft/calendar-steps.js";
import { span } from "../../ui/time.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { DayBar } from "./day-bar.js";
import { findingsAt, FieldFindings } from "./findings.js";
import { HoursList } from "./hours-list.js";
import { hoursText, openMs } from "./hours.js";

type Props = {
  readonly calendar: Calendar;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly record: (step: CalendarStep) => void;
};

/** The seven days of the week: each as a bar, with its hours. */
export function Week({ calendar: { week }, findings, readOnly, record }: Props) {
  const all = WEEKDAYS.reduce((sum, day) => sum + openMs(week[day] ?? []), 0);
  return (
    <section className={classes.part} aria-label={say.week}>
      <h3>
        {say.week} <span className={classes.quiet}>{say.open(span(all))}</span>
      </h3>
      <p className={classes.quiet}>{say.weekHelp}</p>
      <FieldFindings findings={findings} path="/week" />
      <ul className={classes.week}>
        {WEEKDAYS.map((day) => (
          <li key={day}>
            <div role="group" aria-label={say.weekdays[day]} className={classes.weekday}>
              <b>{say.weekdays[day]}</b>
              <DayBar hours={week[day] ?? []} />
              {readOnly ? (
                <span>{(week[day] ?? []).map(hoursText).join(", ") || say.closed}</span>
              ) : (
                <HoursList
                  of={say.weekdays[day]}
                  hours={week[day] ?? []}
                  findings={findingsAt(findings, `/week/${day}`)}
                  onChange={(hours) => record({ do: "setHours", days: [day], hours })}
                >
                  <CopyHours
                    day={day}
                    onCopy={(days) => record({ do: "setHours", days, hours: week[day] ?? [] })}
                  />
                </HoursList>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WORKING_DAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];

/** Gives the hours of a day to others. */
function CopyHours({
  day,
  onCopy,
}: {
  readonly day: Weekday;
  readonly onCopy: (days: readonly Weekday[]) => void;
}) {
  const others = WEEKDAYS.filter((one) => one !== day);
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" aria-label={say.copyHoursOf(say.weekdays[day])}>
          {say.copyHours}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onCopy(WORKING_DAYS)}>{say.workingDays}</Menu.Item>
        <Menu.Item onClick={() => onCopy(WEEKDAYS)}>{say.everyDay}</Menu.Item>
        {others.map((other) => (
          <Menu.Item key={other} onClick={() => onCopy([other])}>
            {say.weekdays[other]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
