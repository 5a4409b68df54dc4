import { Link } from "react-router";
import type { Clock } from "../../../../engine/definition/clock.js";
import { calendarWords } from "../../../words/calendars.js";
import { addressOf } from "../../draft/address.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";

/** The ways to the calendars by which a clock counts. Only inside a FieldsPlace. */
export function CalendarLinks({ clock: { calendar = {} } }: { readonly clock: Clock }) {
  const { body } = useFields().subject;
  const ids = typeof calendar === "string" ? [calendar] : Object.values(calendar);
  const used = (body.calendars ?? []).filter(({ id }) => ids.includes(id));
  if (used.length === 0) return null;
  return (
    <div className={classes.made}>
      {used.map(({ id, name }) => (
        <Link key={id} to={addressOf({ list: "calendars", id }, body) ?? ""}>
          {calendarWords.look(name)}
        </Link>
      ))}
    </div>
  );
}
