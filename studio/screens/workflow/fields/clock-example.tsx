import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Clock } from "../../../../engine/definition/clock.js";
import { countsBy } from "../../../../engine/interpreter/v1/clock-time.js";
import { timeIn } from "../../../ui/time.js";
import { fieldsWords } from "../../../words/fields.js";
import { ChoiceInput } from "./choice-input.js";
import { clockDates, fridayAfternoon, wallMoment, wallTime } from "./clock-dates.js";
import classes from "./fields.module.css";
import { useFields } from "./fields-world.js";

/** What comes of a clock in real dates, reckoned as a case reckons: the sentence that shows what a target really means. */
export function ClockExample({ clock }: { readonly clock: Clock }) {
  const { subject } = useFields();
  const { clocks: words } = fieldsWords;
  const { priorities, defaultPriority } = subject.workflow;
  const calendars = subject.body.calendars ?? [];
  const [priority, setPriority] = useState(defaultPriority);
  const calendar = calendars.find(({ id }) => id === countsBy(clock, priority));
  const zone = calendar?.zone ?? calendars[0]?.zone ?? "UTC";
  const [typed, setTyped] = useState(() => wallTime(fridayAfternoon(Date.now(), zone), zone));
  const startedAt = wallMoment(typed, zone);
  const dates = startedAt === null ? null : clockDates(clock, { startedAt, priority }, calendars);
  const told = (at: number | null) =>
    at === null ? words.beyond : timeIn(zone, new Date(at).toISOString());
  return (
    <section className={classes.fields}>
      <h3 className={classes.title}>{words.example}</h3>
      <TextInput
        type="datetime-local"
        label={words.startsAt}
        description={words.zone(zone)}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <ChoiceInput
        label={words.priority}
        readOnly={false}
        value={priority}
        choices={priorities.map((one) => ({ value: one, label: one }))}
        onChange={(chosen) => setPriority(chosen ?? priority)}
      />
      <div role="status">
        {startedAt === null ? null : dates === null ? (
          <p className={classes.quiet}>{words.stillAt(priority)}</p>
        ) : (
          <ul className={classes.dates}>
            {dates.map(({ name, is, at }, place) => (
              <li key={place}>
                {is === "due" ? words.due(told(at)) : words.reaches(name, told(at))}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
