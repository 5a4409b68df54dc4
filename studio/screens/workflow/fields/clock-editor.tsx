import { lazy, Suspense } from "react";
import { type Clock, clockSchema } from "../../../../engine/definition/clock.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { useFields, useReadOnly, useTrouble } from "./fields-world.js";
import { IdList } from "./id-list.js";
import { MarksEditor } from "./marks-editor.js";
import { withMember } from "./members.js";
import { namesFor } from "./naming.js";
import { PriorityTimes } from "./priority-times.js";
import { SchemaFields } from "./schema-fields.js";

// Time zones are half of what this screen would load.
const ClockExample = lazy(async () => ({
  default: (await import("./clock-example.js")).ClockExample,
}));

/** A clock: from when to when it runs, how long, by which hours, what comes on the way, and what that is in dates. Only inside a FieldsPlace. */
export function ClockEditor({
  value: clock,
  path,
  onChange,
}: {
  readonly value: Clock;
  /** Where it stands (JSON pointer): `/clocks/response`. */
  readonly path: string;
  readonly onChange: (clock: Clock) => void;
}) {
  const { subject } = useFields();
  const { clocks: words } = fieldsWords;
  const some = (...shown: readonly string[]) => (
    <SchemaFields
      schema={clockSchema}
      kind="clock"
      path={path}
      hidden={Object.keys(clockSchema.properties).filter((key) => !shown.includes(key))}
      value={clock}
      // Made of the members of a clock.
      onChange={(next) => onChange(next as Clock)}
    />
  );
  return (
    <div className={classes.fields}>
      {some("name", "starts")}
      <IdList
        label={words.stops}
        help={words.stopsHelp}
        add={words.addStop}
        trouble={useTrouble(`${path}/stops`)}
        readOnly={useReadOnly(`${path}/stops`)}
        value={clock.stops}
        choices={namesFor(subject, "transition", {}) ?? []}
        onChange={(next) => onChange(withMember(clock, "stops", next))}
      />
      <PriorityTimes {...{ clock, path, onChange }} />
      <IdList
        label={words.pauses}
        add={words.addPause}
        trouble={useTrouble(`${path}/pauses`)}
        readOnly={useReadOnly(`${path}/pauses`)}
        value={clock.pauses}
        choices={namesFor(subject, "state", {}) ?? []}
        onChange={(next) => onChange(withMember(clock, "pauses", next))}
      />
      <MarksEditor
        value={clock.marks}
        path={`${path}/marks`}
        onChange={(next) => onChange(withMember(clock, "marks", next))}
      />
      {some("promise", "spread")}
      <Suspense fallback={null}>
        <ClockExample clock={clock} />
      </Suspense>
    </div>
  );
}
