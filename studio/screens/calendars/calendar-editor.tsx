import { useMemo } from "react";
import { lintCalendar } from "../../../engine/definition/lint/index.js";
import { useNow } from "../../ui/now.js";
import { calendarWords as say } from "../../words/calendars.js";
import { rolesWords } from "../../words/roles.js";
import admin from "../admin/admin.module.css";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf } from "../draft/finding-list.js";
import { History } from "../draft/history.js";
import { Publish } from "../draft/publish.js";
import { useRights } from "../draft/rights-context.js";
import { useDraft } from "../draft/use-draft.js";
import { DownloadDefinition } from "../files/download.js";
import { wallTime } from "../workflow/fields/clock-dates.js";
import classes from "./calendars.module.css";
import { Details } from "./details.js";
import { Example } from "./example.js";
import { Exceptions } from "./exceptions.js";
import { Holidays } from "./holidays.js";
import { UsedBy } from "./used-by.js";
import { Week } from "./week.js";

/** One calendar: its week, its holidays, its days with other hours, and what a promise by it means in dates. */
export function CalendarEditor({ id }: { readonly id: string }) {
  const { body } = useChanges();
  const { all, some } = useRights();
  const drafting = useDraft({ kind: "calendar", id });
  const { model: calendar, record } = drafting;
  const findings = useMemo(() => lintCalendar(calendar), [calendar]);
  const hasZone = findings.every(({ path }) => path !== "/zone");
  const now = useNow();
  const today = wallTime(now, hasZone ? calendar.zone : "UTC").slice(0, "2026-12-25".length);
  const mayChange = (...keys: readonly string[]) => all("calendars", id, ...keys);
  const parts = { calendar, findings, record };
  return (
    <>
      <div className={admin.head}>
        <div className={admin.grow}>
          <h2>{calendar.name}</h2>
          <UsedBy id={id} />
        </div>
        <DownloadDefinition
          body={body}
          definition={{ kind: "calendar", id }}
          name={calendar.name}
        />
        {some("calendars", id) ? <History drafting={drafting} /> : null}
      </div>
      <BegunOn />
      {some("calendars", id) ? null : <p className={admin.quiet}>{rolesWords.shut}</p>}
      <div className={classes.page}>
        <div className={classes.main}>
          <Details {...parts} mayChange={mayChange} />
          <Week {...parts} readOnly={!mayChange("week")} />
        </div>
        <div className={classes.beside}>
          {errorsOf(findings).length === 0 ? (
            <Example key={calendar.zone} calendar={calendar} />
          ) : (
            <p className={classes.quiet}>{say.mend}</p>
          )}
        </div>
        <div className={classes.main}>
          <Holidays {...parts} today={today} readOnly={!mayChange("holidays")} />
          <Exceptions {...parts} today={today} readOnly={!mayChange("exceptions")} />
        </div>
      </div>
      <Publish isSound={errorsOf(findings).length === 0} />
    </>
  );
}
