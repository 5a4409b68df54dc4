import type { Workflow } from "../definition/workflow.js";

/**
 * The part of a workflow that a running case needs: a few KB that travel in the case's own input.
 * Labels of forms, layout, routes and descriptions stay behind; state names stay, so that Temporal's screen speaks words.
 */
export type CaseProgram = Omit<
  Workflow,
  "forms" | "layout" | "routes" | "description" | "data" | "subject"
>;

/** Cuts a workflow down to what {@link CaseProgram} needs. */
export function slim(workflow: Workflow): CaseProgram {
  const { forms: _forms, layout: _layout, routes: _routes, ...rest } = workflow;
  const { description: _description, data: _data, subject: _subject, ...program } = rest;
  return program;
}
