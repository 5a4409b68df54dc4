import { Link } from "react-router";
import { entryOf } from "../../draft/release-lists.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { calendarWords as say } from "../../words/calendars.js";
import { useChanges } from "../draft/changes-context.js";
import { CalendarEditor } from "./calendar-editor.js";
import classes from "./calendars.module.css";

/** One calendar of the release as it is changed, at an address of its own. */
export function CalendarPage({ id }: { readonly id: string }) {
  const { body } = useChanges();
  return (
    <>
      <Link to="/admin/settings" className={classes.back}>
        <Icon name="back" size={16} />
        {say.all}
      </Link>
      {entryOf(body, "calendars", id) ? (
        <CalendarEditor key={id} id={id} />
      ) : (
        <Empty icon="clock" title={say.unknown}>
          {say.unknownText}
        </Empty>
      )}
    </>
  );
}
