import type { Form, FormField } from "../engine/definition/form.js";
import { longestOf } from "./values.js";

/** What a template variable holds and what a message may do with it. */
export type TemplateVariable = {
  readonly type: "text" | "instant" | "url";
  readonly description: string;
  /** How private it is; `clinical` is refused in every message that leaves the house. */
  readonly phi: "none" | "contact" | "clinical";
  readonly sample: string;
  /** The longest value to reckon with in real life; the lint counts SMS segments with it. */
  readonly longest: string;
  /** The value may be missing, so the text needs a fallback. */
  readonly mayBeEmpty?: true;
  /** Words a person typed: line breaks stay, and the end is cut when the message grows too long. */
  readonly freeText?: true;
};

/** Variables by path (`case.id`). */
export type TemplateVariables = { readonly [path: string]: TemplateVariable };

const LONGEST_STAFF_TEXT =
  "Please come to the clinic tomorrow between 9 and 11. Bring your blue card and the tablets that you take now. " +
  "Do not eat before you come. If you feel worse tonight, go to the nearest hospital at once and show this message.";

/** Everything a message template may name, whatever the workflow. */
export const TEMPLATE_VARIABLES: TemplateVariables = {
  "case.id": {
    type: "text",
    description: "The short id that the patient quotes",
    phi: "none",
    sample: "T-4K7Q-9",
    longest: "TCK-9W4K7-P",
  },
  "case.stateName": {
    type: "text",
    description: "Name of the state the case is in",
    phi: "none",
    sample: "In progress",
    longest: "Waiting for patient",
  },
  "case.queueName": {
    type: "text",
    description: "Name of the queue the case waits in",
    phi: "none",
    sample: "Medical team",
    longest: "Patient support team",
  },
  "case.priority": {
    type: "text",
    description: "Priority of the case",
    phi: "none",
    sample: "High",
    longest: "Emergency",
  },
  "contact.name": {
    type: "text",
    description: "Name of the person we write to",
    phi: "contact",
    sample: "Amina Otieno",
    longest: "Wilhelmina Nyambura Wanjiku-Kamau",
    mayBeEmpty: true,
  },
  "input.text": {
    type: "text",
    description: "What a staff member wrote to the patient",
    phi: "contact",
    sample: "Please come tomorrow at 9.",
    longest: LONGEST_STAFF_TEXT,
    freeText: true,
  },
  "input.resolution": {
    type: "text",
    description: "How the case was resolved, in the words of staff",
    phi: "contact",
    sample: "Your appointment is booked for Monday.",
    longest: LONGEST_STAFF_TEXT,
    mayBeEmpty: true,
    freeText: true,
  },
  "input.reason": {
    type: "text",
    description: "Why staff moved the case",
    phi: "contact",
    sample: "The doctor should look at this.",
    longest: LONGEST_STAFF_TEXT,
    mayBeEmpty: true,
    freeText: true,
  },
  "clinic.name": {
    type: "text",
    description: "Name of the organisation",
    phi: "none",
    sample: "Tumaini Clinic",
    longest: "Tumaini Community Clinic",
  },
  "clinic.emergencyNumber": {
    type: "text",
    description: "Number to call in an emergency",
    phi: "none",
    sample: "999",
    longest: "1199",
  },
  link: {
    type: "url",
    description: "One-time link to the tracking page, a full URL",
    phi: "contact",
    sample: "https://desk.example.org/p/track#Zk3vR8tYqLw2Xb7NcM5hJd",
    longest: "https://desk.tumaini.example/p/track#Zk3vR8tYqLw2Xb7NcM5hJd",
    mayBeEmpty: true,
  },
  choices: {
    type: "text",
    description: "Numbered list of the open cases of one phone, a line each",
    phi: "contact",
    sample: "1: T-4K7Q-9\n2: T-8M3R-X",
    longest: "1: T-4K7Q-9\n2: T-8M3R-X\n3: T-2C9V-D\n4: T-6H5N-W\n5: T-7J2Q-F",
    freeText: true,
  },
};

/** Everything an answer that staff are offered may name: what is known before they have written anything. */
export const SUGGESTION_VARIABLES: TemplateVariables = Object.fromEntries(
  Object.entries(TEMPLATE_VARIABLES).filter(([path]) => /^(case|clinic|contact)\./.test(path)),
);

/** Everything the text of an alert to staff may name: nothing about a patient. */
export const ALERT_VARIABLES: TemplateVariables = {
  ...Object.fromEntries(
    Object.entries(TEMPLATE_VARIABLES).filter(([path]) => /^(case|clinic)\./.test(path)),
  ),
  "alert.level": {
    type: "text",
    description: "How loud the alert is",
    phi: "none",
    sample: "EMERGENCY",
    longest: "EMERGENCY",
  },
  "team.name": {
    type: "text",
    description: "Name of the team that is called",
    phi: "none",
    sample: "Medical team",
    longest: "Infrastructure team",
  },
  link: {
    type: "url",
    description: "Address of the case, for staff who are signed in",
    phi: "none",
    sample: "https://desk.example.org/app/cases/T-4K7Q-9",
    longest: "https://desk.tumaini.example/app/cases/TCK-9W4K7-P",
  },
};

/** The data fields of a workflow as template variables (`data.subject`); a field without a class counts as clinical. */
export function dataVariables(form: Form): TemplateVariables {
  const entries = Object.entries(form.properties).map(([name, field]) => [
    `data.${name}`,
    dataVariable(field),
  ]);
  return Object.fromEntries(entries) as TemplateVariables;
}

function dataVariable(field: FormField): TemplateVariable {
  return {
    type: field.type === "string" && field.format === "date-time" ? "instant" : "text",
    description: field.title,
    phi: field["x-phi"] ?? "clinical",
    ...fieldValues(field),
    mayBeEmpty: true,
    freeText: true,
  };
}

/** Letters of a field that nobody has limited. */
const USUAL_LENGTH = 40;

/** In the month and on a day that are long to write. */
const AN_INSTANT = "2026-09-30T12:30:00Z";

/** What a field may hold: of several choices one and the longest, a number at its limits, else words as long as the form allows. */
function fieldValues(field: FormField): Pick<TemplateVariable, "sample" | "longest"> {
  if (field.type === "boolean") return { sample: "true", longest: "false" };
  if (field.type !== "string") {
    const limits = [field.minimum ?? 0, field.maximum ?? 999_999].map(String);
    return { sample: limits[0] ?? "0", longest: longestOf(limits) };
  }
  const { title, format, enum: choices, maxLength = USUAL_LENGTH } = field;
  if (format === "date-time") return { sample: AN_INSTANT, longest: AN_INSTANT };
  return choices === undefined
    ? { sample: title, longest: wordsOf(maxLength) }
    : { sample: choices[0] ?? title, longest: longestOf(choices) };
}

/** Words of staff, so long. */
function wordsOf(length: number): string {
  return `${LONGEST_STAFF_TEXT} `
    .repeat(Math.ceil(length / LONGEST_STAFF_TEXT.length))
    .slice(0, length);
}
