import type { Calendar } from "../../../engine/definition/calendar.js";
import type { Finding } from "../../../engine/definition/finding.js";
import type { CalendarStep } from "../../draft/calendar-steps.js";

/** What a list of days that are not like others needs. */
export type DaysProps = {
  readonly calendar: Calendar;
  /** `2026-12-25`, by the clocks of the calendar. */
  readonly today: string;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly record: (step: CalendarStep) => void;
};
