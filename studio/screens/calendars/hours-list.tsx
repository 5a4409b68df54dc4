import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Finding } from "../../../engine/definition/finding.js";
import { Icon } from "../../ui/icons.js";
import { calendarWords as say } from "../../words/calendars.js";
import { FindingList } from "../draft/finding-list.js";
import classes from "./calendars.module.css";
import { HoursInput } from "./hours-input.js";
import { hoursMore } from "./hours.js";

/** Most hours that a day can have. */
const MOST = 20;

/** All hours of a day: changed, added, taken away. */
export function HoursList({
  of,
  hours,
  findings,
  children,
  onChange,
}: {
  /** Name of the day. */
  readonly of: string;
  readonly hours: readonly string[];
  /** What is wrong with them; paths begin with the place of the hours. */
  readonly findings: readonly Finding[];
  /** More that can be done with them. */
  readonly children?: ReactNode;
  readonly onChange: (hours: readonly string[]) => void;
}) {
  const more = hours.length < MOST ? hoursMore(hours) : null;
  return (
    <div className={classes.day}>
      {hours.length === 0 ? <span className={classes.closed}>{say.closed}</span> : null}
      {hours.map((one, place) => (
        <HoursInput
          key={place}
          {...{ of, place }}
          hours={one}
          isWrong={findings.some(({ path }) => path === `/${String(place)}`)}
          onChange={(next) => onChange(hours.toSpliced(place, 1, next))}
          onRemove={() => onChange(hours.toSpliced(place, 1))}
        />
      ))}
      <div className={classes.buttons}>
        {more === null ? null : (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="plus" size={14} />}
            aria-label={say.addHoursOf(of)}
            onClick={() => onChange([...hours, more])}
          >
            {say.addHours}
          </Button>
        )}
        {children}
      </div>
      <FindingList findings={findings} />
    </div>
  );
}
