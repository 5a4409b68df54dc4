import { organisationSchema } from "../../../engine/definition/organisation.js";
import type { OrganisationSettings } from "../../draft/release-steps.js";
import { SETTINGS } from "../../draft/settings.js";
import { settingsWords as say } from "../../words/settings.js";
import admin from "../admin/admin.module.css";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { History } from "../draft/history.js";
import { Publish } from "../draft/publish.js";
import { useRights } from "../draft/rights-context.js";
import { CalendarList } from "../calendars/calendar-list.js";
import { NamedList, type NamedListName } from "./named-list.js";
import { SettingField } from "./setting-field.js";
import classes from "./settings.module.css";

const LISTS: readonly NamedListName[] = ["queues", "skills", "quantities"];

/** What holds for the whole installation, as it would be with the person's changes: a field for each setting, from its schema, and its lists of names. */
export function Settings() {
  const { body, draft, record, undo, redo } = useChanges();
  const { all, some } = useRights();
  const { organisation } = body;
  const set = (setting: keyof OrganisationSettings) => (value: unknown) =>
    record({
      kind: "release",
      step: { do: "setSettings", change: { [setting]: value } },
    });
  const can = { undo: draft.done > 0, redo: draft.done < draft.steps.length };
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{say.title}</h2>
          <p className={admin.quiet}>{say.lead}</p>
        </div>
        {some("organisation") || some("calendars") ? (
          <History drafting={{ undo, redo, can }} />
        ) : null}
      </div>
      <BegunOn />
      <div className={classes.fields}>
        {SETTINGS.map((setting) => (
          <SettingField
            key={setting}
            setting={setting}
            schema={organisationSchema.properties[setting]}
            body={body}
            readOnly={!all("organisation", setting)}
            value={organisation[setting]}
            onChange={set(setting)}
          />
        ))}
      </div>
      <CalendarList />
      {LISTS.map((list) => (
        <NamedList key={list} list={list} />
      ))}
      <Publish isSound={organisation.languages.includes(organisation.defaultLanguage)} />
    </>
  );
}
