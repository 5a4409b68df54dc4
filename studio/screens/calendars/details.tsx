import { Textarea, TextInput } from "@mantine/core";
import { useId, useMemo, useState } from "react";
import { type Calendar, calendarSchema, isZone } from "../../../engine/definition/calendar.js";
import type { Finding } from "../../../engine/definition/finding.js";
import type { CalendarDetails, CalendarStep } from "../../draft/calendar-steps.js";
import { useNow } from "../../ui/now.js";
import { timeIn } from "../../ui/time.js";
import { calendarWords as say } from "../../words/calendars.js";
import { NameField } from "../workflow/edit/name-field.js";
import { DurationInput } from "../workflow/fields/duration-input.js";
import classes from "./calendars.module.css";

type Props = {
  readonly calendar: Calendar;
  readonly findings: readonly Finding[];
  readonly mayChange: (detail: keyof CalendarDetails) => boolean;
  readonly record: (step: CalendarStep) => void;
};

/** What a calendar is called and for, by which clocks on the wall it goes, and how long its working day is. */
export function Details({ calendar, findings, mayChange, record }: Props) {
  const { name, description = "", zone, workday } = calendar;
  const set = (change: Extract<CalendarStep, { do: "setDetails" }>["change"]) =>
    record({ do: "setDetails", change });
  const wrong = (path: string) => findings.find((one) => one.path === path)?.message;
  return (
    <div className={classes.part}>
      {mayChange("name") ? (
        <NameField label={say.name} value={name} onName={(next) => set({ name: next })} />
      ) : null}
      <Textarea
        label={say.description}
        autosize
        minRows={2}
        maxLength={calendarSchema.properties.description.maxLength}
        readOnly={!mayChange("description")}
        value={description}
        onChange={({ currentTarget: { value } }) =>
          set({ description: value === "" ? null : value })
        }
      />
      <ZoneInput
        zone={zone}
        trouble={wrong("/zone")}
        readOnly={!mayChange("zone")}
        onChange={(next) => set({ zone: next })}
      />
      <DurationInput
        label={say.workday}
        help={say.workdayHelp}
        trouble={wrong("/workday")}
        required
        readOnly={!mayChange("workday")}
        value={workday}
        onChange={(next) => {
          if (next !== undefined) set({ workday: next });
        }}
      />
    </div>
  );
}

const ZONE = new RegExp(calendarSchema.properties.zone.pattern ?? "");

/** A time zone: typed, or chosen among those that the browser offers, which are fewer than it knows. */
function ZoneInput({
  zone,
  trouble,
  readOnly,
  onChange,
}: {
  readonly zone: string;
  readonly trouble: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (zone: string) => void;
}) {
  const list = useId();
  const now = useNow();
  const zones = useMemo(
    () => ["UTC", ...Intl.supportedValuesOf("timeZone")].filter((one) => ZONE.test(one)),
    [],
  );
  const [typed, setTyped] = useState<string | null>(null);
  const isKnown = trouble === undefined;
  return (
    <>
      <TextInput
        label={say.zone}
        description={
          isKnown ? say.zoneHelp(timeIn(zone, new Date(now).toISOString())) : say.zoneAsk
        }
        list={list}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
        error={typed === null ? trouble : say.zoneWrong}
        value={typed ?? zone}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={() => setTyped(null)}
        onChange={({ currentTarget: { value } }) => {
          const isThere = ZONE.test(value) && isZone(value);
          setTyped(isThere ? null : value);
          if (isThere) onChange(value);
        }}
      />
      <datalist id={list}>
        {zones.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
