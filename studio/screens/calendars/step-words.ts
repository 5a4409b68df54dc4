import { dayNamed, WEEKDAYS } from "../../../engine/definition/calendar.js";
import { durationMs } from "../../../engine/definition/duration.js";
import type { CalendarStep } from "../../draft/calendar-steps.js";
import { span } from "../../ui/time.js";
import { calendarWords as say } from "../../words/calendars.js";
import { hoursText } from "./hours.js";
import { dayText } from "./special-days.js";

/** A step in a calendar as a sentence. */
export function stepWords(step: CalendarStep): string {
  const { steps } = say;
  switch (step.do) {
    case "setDetails":
      return detailWords(step.change);
    case "setHours":
      return steps.hours(
        WEEKDAYS.filter((day) => step.days.includes(day))
          .map((day) => say.weekdays[day])
          .join(", "),
        step.hours.length === 0 ? say.closed : step.hours.map(hoursText).join(", "),
      );
    case "addDays":
      return addedWords(step);
    case "replaceDay":
      return steps.replace(step.day.name, dayText(dayNamed(step.day)));
    case "removeDay":
      return step.from === "holidays"
        ? steps.removeHoliday(dayText(step.on))
        : steps.removeException(dayText(step.on));
  }
}

type StepThat<Does extends CalendarStep["do"]> = Extract<CalendarStep, { readonly do: Does }>;

function detailWords({ name, zone, workday }: StepThat<"setDetails">["change"]): string {
  const { steps } = say;
  if (name) return steps.name(name);
  if (zone) return steps.zone(zone);
  return workday ? steps.workday(span(durationMs(workday))) : steps.description;
}

function addedWords({ to, days }: StepThat<"addDays">): string {
  const { steps } = say;
  const [first, ...others] = days;
  if (!first || others.length > 0) return steps.addHolidays(days.length);
  const add = to === "holidays" ? steps.addHoliday : steps.addException;
  return add(first.name, dayText(dayNamed(first)));
}
