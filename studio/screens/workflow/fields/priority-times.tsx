import { Checkbox } from "@mantine/core";
import { type Clock, NO_TARGET } from "../../../../engine/definition/clock.js";
import { pointer } from "../../../../engine/definition/finding.js";
import { fieldsWords } from "../../../words/fields.js";
import { CalendarLinks } from "./calendar-links.js";
import { ChoiceInput } from "./choice-input.js";
import { durationMember, type Times, withTimes } from "./clock-times.js";
import { DurationInput } from "./duration-input.js";
import classes from "./fields.module.css";
import { useFields, useReadOnly, useTrouble } from "./fields-world.js";
import { withMember } from "./members.js";
import { namesFor } from "./naming.js";

type Props = {
  readonly clock: Clock;
  /** Where the clock stands (JSON pointer). */
  readonly path: string;
  readonly onChange: (clock: Clock) => void;
};

/** How long a clock runs, and by which calendar it counts: for all alike, or a line for each priority. */
export function PriorityTimes({ clock, path, onChange }: Props) {
  const { subject } = useFields();
  const readOnly = {
    target: useReadOnly(`${path}/target`),
    calendar: useReadOnly(`${path}/calendar`),
  };
  const { clocks: words } = fieldsWords;
  const { target, calendar } = clock;
  const { priorities } = subject.workflow;
  const calendars = namesFor(subject, "calendar", {}) ?? [];
  const trouble = {
    target: useTrouble(`${path}/target`),
    calendar: useTrouble(`${path}/calendar`),
  };
  const ways: readonly Times[] =
    "field" in clock.starts ? ["moment", "one", "each"] : ["one", "each"];
  const way: Times = target === undefined ? "moment" : typeof target === "string" ? "one" : "each";
  const rows = typeof target === "object" ? target : {};
  const byRow = typeof calendar === "object" ? calendar : undefined;
  const each = [...new Set([...priorities, ...Object.keys(rows), ...Object.keys(byRow ?? {})])];
  const chosen = byRow ? EACH : typeof calendar === "string" ? calendar : undefined;
  return (
    <>
      <ChoiceInput
        label={words.target}
        trouble={way === "one" ? undefined : trouble.target}
        readOnly={readOnly.target}
        value={way}
        choices={[...new Set([...ways, way])].map((one) => ({
          value: one,
          label: words.times[one],
        }))}
        onChange={(next) => onChange(withTimes(clock, next as Times, priorities))}
      />
      {typeof target === "string" ? (
        <DurationInput
          label={words.length}
          help={calendar === undefined ? undefined : words.workingDays}
          trouble={trouble.target}
          required
          readOnly={readOnly.target}
          value={target}
          onChange={(next) => onChange(withMember(clock, "target", next))}
        />
      ) : null}
      <ChoiceInput
        label={words.calendar}
        none={words.always}
        trouble={trouble.calendar}
        readOnly={readOnly.calendar}
        value={chosen}
        choices={[...calendars, { value: EACH, label: words.times.each }]}
        onChange={(next) =>
          onChange(
            withMember(clock, "calendar", next === EACH ? eachOf(priorities, calendar) : next),
          )
        }
      />
      <CalendarLinks clock={clock} />
      {way === "each" || byRow
        ? each.map((priority) => (
            <fieldset key={priority} className={classes.priority}>
              <legend>{priority}</legend>
              {way === "each" ? (
                <Target
                  path={`${path}/target${pointer(priority)}`}
                  value={rows[priority]}
                  onChange={(next) => onChange(durationMember(clock, priority, next))}
                />
              ) : null}
              {byRow ? (
                <ChoiceInput
                  label={words.calendar}
                  none={words.always}
                  readOnly={readOnly.calendar}
                  value={byRow[priority]}
                  choices={calendars}
                  onChange={(next) =>
                    onChange(withMember(clock, "calendar", withMember(byRow, priority, next)))
                  }
                />
              ) : null}
            </fieldset>
          ))
        : null}
    </>
  );
}

/** In the list of calendars; no calendar has this id. */
const EACH = "each priority";

function eachOf(priorities: readonly string[], calendar: Clock["calendar"]) {
  if (typeof calendar !== "string") return {};
  return Object.fromEntries(priorities.map((one) => [one, calendar]));
}

function Target({
  path,
  value,
  onChange,
}: {
  readonly path: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const readOnly = useReadOnly(path);
  const { clocks: words } = fieldsWords;
  const trouble = useTrouble(path);
  const isStill = value === NO_TARGET;
  return (
    <>
      {isStill ? null : (
        <DurationInput
          label={words.length}
          trouble={trouble}
          required
          readOnly={readOnly}
          value={value}
          onChange={(next) => {
            if (next !== undefined) onChange(next);
          }}
        />
      )}
      <Checkbox
        label={words.still}
        error={isStill ? trouble : undefined}
        disabled={readOnly}
        checked={isStill}
        onChange={({ currentTarget: { checked } }) => onChange(checked ? NO_TARGET : "PT1H")}
      />
    </>
  );
}
