import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { usersQuery } from "../../api/users.js";
import { type CalendarUses, isUsed, usesOfCalendar } from "../../draft/calendar-uses.js";
import { calendarWords as say } from "../../words/calendars.js";
import { useMay } from "../desk/session.js";
import { useChanges } from "../draft/changes-context.js";
import classes from "./calendars.module.css";

/** What uses a calendar of the release as it is changed; people as far as they may be seen. */
export function useUses(): (id: string) => CalendarUses {
  const { body } = useChanges();
  const people = useQuery({ ...usersQuery, enabled: useMay("user.read") }).data ?? [];
  return (id) => usesOfCalendar(body, people, id);
}

/** Says what uses a calendar, with the ways there. */
export function UsedBy({ id }: { readonly id: string }) {
  const uses = useUses()(id);
  const seesPeople = useMay("user.read");
  const { clocks, chat, people } = uses;
  const all: readonly ReactNode[] = [
    ...clocks.map(({ workflow, clock }) => (
      <>
        {say.clock(clock)}
        <Link to={`/admin/workflows/${workflow.id}`}>{workflow.name}</Link>
      </>
    )),
    ...(chat ? [say.chat] : []),
    ...people.map(say.works),
  ];
  return (
    <div className={classes.uses}>
      {isUsed(uses) ? (
        <>
          {say.usedBy}
          <ul>
            {all.map((one, place) => (
              <li key={place}>{one}</li>
            ))}
          </ul>
        </>
      ) : (
        say.unused
      )}
      {seesPeople ? null : ` ${say.unseen}`}
    </div>
  );
}
