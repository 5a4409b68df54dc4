import { Button } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import { type Calendar, WEEKDAYS } from "../../../engine/definition/calendar.js";
import { isUsed } from "../../draft/calendar-uses.js";
import { copiedCalendar, newCalendar } from "../../draft/new-calendar.js";
import { span } from "../../ui/time.js";
import { calendarWords as say } from "../../words/calendars.js";
import admin from "../admin/admin.module.css";
import { useChanges } from "../draft/changes-context.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { AddNamed } from "../workflow/edit/add-named.js";
import classes from "./calendars.module.css";
import { openMs } from "./hours.js";
import { UsedBy, useUses } from "./used-by.js";

/** The calendars of the release as it is changed, with what uses each; they are made, copied and removed here. */
export function CalendarList() {
  const { body, record } = useChanges();
  const { all } = useRights();
  const navigate = useNavigate();
  const { calendars = [] } = body;
  const mayMake = all("calendars", ANY_NEW);
  const add = (entry: Calendar) => {
    record({ kind: "release", step: { do: "add", to: "calendars", entry } });
    void navigate(addressOf(entry));
  };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <section aria-label={say.title} className={classes.list}>
      <h3>{say.title}</h3>
      <p className={classes.quiet}>{calendars.length === 0 ? say.none : say.lead}</p>
      <ul className={admin.list}>
        {calendars.map((calendar) => (
          <CalendarLine
            key={calendar.id}
            calendar={calendar}
            onCopy={
              mayMake
                ? () => add(copiedCalendar(body, calendar, say.copyName(calendar.name)))
                : null
            }
          />
        ))}
      </ul>
      {mayMake ? (
        <AddNamed
          label={say.added}
          submitLabel={say.add}
          onAdd={(name) => add(newCalendar(body, { name, zone: timeZone }))}
        />
      ) : null}
    </section>
  );
}

function CalendarLine({
  calendar,
  onCopy,
}: {
  readonly calendar: Calendar;
  /** Null where none may be made. */
  readonly onCopy: (() => void) | null;
}) {
  const { record } = useChanges();
  const { all } = useRights();
  const uses = useUses();
  const { id, name, zone, week } = calendar;
  const open = WEEKDAYS.reduce((sum, day) => sum + openMs(week[day] ?? []), 0);
  return (
    <li className={admin.line}>
      <div className={admin.grow}>
        <Link to={addressOf(calendar)} className={classes.open}>
          {name}
        </Link>
        <span className={classes.quiet}>
          {say.open(span(open))}, {zone}
        </span>
        <UsedBy id={id} />
      </div>
      <div className={classes.buttons}>
        {onCopy ? (
          <Button variant="default" aria-label={say.copyOf(name)} onClick={onCopy}>
            {say.copy}
          </Button>
        ) : null}
        {all("calendars", id) ? (
          <Button
            variant="default"
            aria-label={say.removeOf(name)}
            disabled={isUsed(uses(id))}
            onClick={() =>
              record({ kind: "release", step: { do: "remove", from: "calendars", id } })
            }
          >
            {say.remove}
          </Button>
        ) : null}
      </div>
      {all("calendars", id) && isUsed(uses(id)) ? (
        <p className={classes.why}>{say.isUsed}</p>
      ) : null}
    </li>
  );
}

function addressOf({ id }: Pick<Calendar, "id">): string {
  return `/admin/calendars/${id}`;
}
