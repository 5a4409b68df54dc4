import type { Finding } from "../finding.js";

/** How bad a finding is: an `error` stops a release, a `warning` does not. */
export type Severity = Finding["severity"];

/** What one code means, in one line, and how bad it is. */
export type LintCode = { readonly severity: Severity; readonly meaning: string };

/**
 * Every code that parse and lint of definitions can answer with; `docs/lint-codes.md` shows this list.
 * W is flow, F forms, R conditions and rules, T templates, O organisation, A alerts, C calendars, D documents.
 */
export const LINT_CODES = {
  schema: error("The definition does not have the shape its kind asks for."),
  D001: error("A definition is larger than 1 MB."),
  D002: error("A definition is nested deeper than 32 levels."),
  D003: error("A key has a name that JavaScript reserves."),
  D004: error(
    "A value is not plain JSON: broken Unicode, a zero character, a date, an infinite number.",
  ),
  D005: error("The format version (`spec`) is not one this engine can read."),
  D006: error("Two definitions of one kind share an id."),
  D007: error("A file cannot be read as YAML."),
  D008: error("A release has no organisation."),
  W001: error("A state cannot be reached from the initial state."),
  W002: error("A state that is not final has no way out."),
  W003: error("No way leads from a state to a final state."),
  W004: error("One role sees two transitions of the same name in one state."),
  W005: error("A transition names neither roles that may do it nor an event that does it."),
  W006: error("A role is not a role of the organisation."),
  W007: warning("A guard is always false or always true."),
  W009: error(
    "Transitions follow each other for ever, without a person or a clock of at least a minute.",
  ),
  W011: warning("A form, template, rule set, clock or calendar is used by nothing."),
  W012: error("A state is named that does not exist."),
  W013: error("A form is named that does not exist."),
  W014: error("A template is named that does not exist."),
  W015: error("A rule set is named that does not exist, or that belongs to another workflow."),
  W016: error("A queue is named that is not a queue of the organisation."),
  W017: error("A priority is named that the workflow does not have."),
  W018: error("A clock, or a mark of a clock, is named that does not exist."),
  W019: error("The initial state does not exist, or is final."),
  W020: error("A clock's target lies outside one second to 366 days."),
  W021: error("A clock's target table has no row for a priority, or a time for none of them."),
  W022: error("A data field is named that does not exist, or has the wrong type for its job."),
  W023: error("A transition writes a value of the wrong type."),
  W024: error("A transition is named that does not exist."),
  W025: error("A document route points to an action or field that does not exist."),
  W026: error("A transition leaves a final state."),
  W027: warning("A role in `by` lacks the permission `case.act`."),
  W028: error(
    "A transition that an event fires has a form with required fields, and nobody to fill it in.",
  ),
  W029: warning("An event would fire two transitions of a state; the second never runs."),
  W030: error("Two workflows claim the same address or the same case id prefix."),
  W031: error("A rule set was written for a workflow that does not exist."),
  W032: error("A quantity is named that the organisation does not have."),
  W033: warning("Something is reserved, and nothing follows when there is none left."),
  W034: error("A calendar is named that does not exist."),
  W035: error("A mark of a clock lies outside the time the clock runs."),
  W036: error("A skill is named that the organisation does not have."),
  W037: error("A clock is a promise and spread at once."),
  W038: error("A clock does not say when it is due."),
  W039: error("A clock that waits for a moment of the case's data stands still at times."),
  W050: error("A workflow is named that does not exist."),
  W051: error("A case is opened without a field that its workflow requires."),
  W052: warning("A signal is sent, and no workflow that gets it listens."),
  W053: warning("A transition waits for an event of another case that nothing brings about."),
  W054: error(
    "Workflows open cases of each other for ever, without a person or a clock of at least a minute.",
  ),
  W055: error("Something is to be done on leaving a state that no transition leaves."),
  W056: error("A webhook is named that the organisation does not have."),
  W057: error("A field is sent to a system that may not have anything as private."),
  W058: warning("Another system is called, and nothing follows when that comes to nothing."),
  W059: warning("A transition waits for the answer of a system that nothing calls."),
  W060: error("Cases are kept for less than a day, or for more than a hundred years."),
  W061: error(
    "A phone call is logged by a form that does not tell of one, or not whenever the phone may ring.",
  ),
  W062: error("A test of a workflow does not come out as it is written."),
  W063: error("Two tests of a workflow share a name."),
  W064: error("An effect of a plugin is used that no plugin brings."),
  W065: error("A plugin is not given what its effect takes."),
  W066: error("The same messages are to open cases of two workflows."),
  W067: error("A keyword that opens cases means something already, such as STOP."),
  W068: error("What is known of all messages to an address is said of others, or of their text."),
  W069: warning("A note on the picture is about a state that does not exist."),
  W070: warning("A group frames a state that does not exist, or that another group has."),
  W071: warning("A workflow is opened by what comes in by an endpoint that is not there."),
  W072: warning("No message can be as it is said of those that open cases."),
  W073: warning("Messages that no workflow names open nothing."),
  F001: error("A form field contradicts itself."),
  F002: error("An `input` field is used that the transition's form does not have."),
  F004: error("A required field can never be filled in."),
  F005: error(
    "A field is marked to list and count cases by that may be personal, is no choice, or is asked in a form.",
  ),
  R001: error("A group of conditions is empty."),
  R002: error("A condition reads a fact that does not exist here."),
  R003: error("A comparison mixes types: fact, operator and value do not fit."),
  R004: warning("A condition of a rule can never hold."),
  R005: warning("A rule never answers, because an earlier one always does."),
  R008: error(
    "A shared condition or list does not exist here, or shared conditions go in a circle.",
  ),
  R009: error("A rule, or otherwise, does not answer what the other rules of its set answer."),
  R010: error("An answer names a queue, priority or value that does not exist."),
  R011: warning("No test of the rule set covers a rule."),
  R012: error("Two rules of a set share an id."),
  R013: error("A condition or rule set is larger than can be decided in time."),
  R014: error("A test of a rule set fails."),
  R015: warning("An answer of a rule set is read by nothing."),
  R006: error("Two rules of which only one may match do match together."),
  R007: warning("No rule matches in some case, although the rules are meant to cover all of them."),
  R016: error("What `collect` says does not fit the answers it would put together."),
  R017: error(
    "A cell of a decision table cannot be read, or a row does not have one for each column.",
  ),
  R018: info("Whether rules overlap or leave a gap could not be told."),
  R019: error(
    "An operator or fact of a plugin is used that no plugin brings, or where only our own may stand.",
  ),
  T001: error("A template uses a variable that does not exist."),
  T002: warning("A variable may be empty, and the template does not say what to write then."),
  T003: warning("A template lacks one of the organisation's languages."),
  T004: warning(
    "A text takes more than one SMS: an error when it would never be sent, information when staff decide the length.",
  ),
  T005: error("A clinical field would leave by SMS or e-mail."),
  T006: warning("A message does not carry the id of its case."),
  T007: error("A template uses syntax that is not allowed."),
  O001: error(
    "Two roles, two queues, two quantities, two skills, two teams or two areas of review share an id.",
  ),
  O002: error("A role names a queue that does not exist."),
  O003: error("The default language is not among the languages."),
  O004: error("A queue gives its cases to people, and nobody can be given one."),
  O005: error("The chat names a calendar that does not exist."),
  O006: error("Changes are to be approved by a role that does not exist, or does not see them."),
  O007: warning("A role says what it may change, and may publish nothing."),
  O008: warning("A role that may change only some things may change roles, and so all of them."),
  A001: error("A team is named that the organisation does not have."),
  A002: warning("A level of alerts has no channel: such an alert reaches nobody."),
  A003: error("A team that is called has nobody on call."),
  A004: error(
    "A turn on call is shorter than an hour or longer than 366 days, or begins at no date.",
  ),
  A005: warning(
    "An alert goes on until somebody acknowledges, and nothing follows when nobody does.",
  ),
  A006: error(
    "Time between two calls lies outside ten seconds to a day, or is given to an alert that calls once.",
  ),
  A007: error("An alert is raised, and the organisation does not say which channels alerts use."),
  A008: error("A role named in a team is not a role of the organisation."),
  C001: error("A calendar names a time zone that does not exist."),
  C002: error("Hours of a calendar end before they begin, or at once."),
  C003: error("Hours of one day overlap."),
  C004: error("A calendar names a date that does not exist."),
  C005: error("A calendar names a day twice."),
  C006: error("A calendar is never open, or its working day is longer than a day."),
} as const satisfies { readonly [code: string]: LintCode };

/** A code of the catalogue. */
export type Code = keyof typeof LINT_CODES;

/** A finding of the catalogue: severity comes from the code. `path` is a JSON pointer into the definition at hand. */
export function finding(code: Code, path: string, message: string, fix?: string): Finding {
  const { severity } = LINT_CODES[code];
  return { code, severity, path, message, ...(fix === undefined ? {} : { fix }) };
}

/** A finding in the making: looking for the name that was meant is put off until somebody will read it. */
export type Draft = Omit<Finding, "fix"> & { readonly fix: string | (() => string) };

/** A finding of the catalogue in the making. */
export function draft(code: Code, path: string, message: string, fix: Draft["fix"]): Draft {
  return { code, severity: LINT_CODES[code].severity, path, message, fix };
}

/** More findings than anybody mends at once; what is refused must not take long to refuse. */
const MAX_FINDINGS = 200;

/** The first findings of a lint, written out; errors before warnings where there are too many. */
export function settled(drafts: readonly Draft[]): readonly Finding[] {
  const kept =
    drafts.length <= MAX_FINDINGS
      ? drafts
      : drafts.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MAX_FINDINGS);
  return kept.map((one) => ({ ...one, fix: typeof one.fix === "string" ? one.fix : one.fix() }));
}

const RANK: { readonly [Level in Severity]: number } = { error: 0, warning: 1, info: 2 };

/** Whether these findings stop a release. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function error<const Meaning extends string>(meaning: Meaning) {
  return { severity: "error", meaning } as const;
}

function info<const Meaning extends string>(meaning: Meaning) {
  return { severity: "info", meaning } as const;
}

function warning<const Meaning extends string>(meaning: Meaning) {
  return { severity: "warning", meaning } as const;
}
