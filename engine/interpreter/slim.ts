import { withoutDrawing } from "../definition/drawing.js";
import type { Workflow } from "../definition/workflow.js";
import type { OpenHours } from "../sla/open-hours.js";

/**
 * The part of a workflow that a running case needs: a few KB that travel in the case's own input.
 * Labels of forms, how it is drawn, routes, descriptions and tests stay behind; state names stay, so that Temporal's screen speaks words.
 */
export type CaseProgram = Omit<
  Workflow,
  | "forms"
  | "layout"
  | "notes"
  | "groups"
  | "routes"
  | "description"
  | "data"
  | "subject"
  | "skills"
  | "openedBy"
  | "retention"
  | "tests"
  | "comments"
> & {
  /** The calendars its clocks count by, laid out in time; absent when they all count day and night. */
  readonly calendars?: { readonly [calendar: string]: OpenHours };
};

/**
 * Cuts a workflow down to what {@link CaseProgram} needs.
 * @param calendars those its clocks count by; nobody who only asks what is allowed needs them
 */
export function slim(workflow: Workflow, calendars?: CaseProgram["calendars"]): CaseProgram {
  const { forms: _forms, routes: _routes, ...rest } = withoutDrawing(workflow);
  const { description: _description, data: _data, subject: _subject, ...others } = rest;
  const { skills: _skills, openedBy: _openedBy, ...working } = others;
  const { retention: _retention, tests: _tests, comments: _comments, ...program } = working;
  return calendars === undefined ? program : { ...program, calendars };
}
