import type { FormField } from "../../../engine/definition/form.js";

/** What a person fills a field in with. */
export type Control =
  | "text"
  | "textarea"
  | "choice"
  | "checkbox"
  | "number"
  | "date"
  | "datetime"
  | "email"
  | "phone"
  | "user"
  | "queue"
  | "priority";

/** Texts longer than this get more than one line. */
const ONE_LINE = 200;

/** The control that fits a field of a form. */
export function controlOf(field: FormField): Control {
  if (field.type === "boolean") return "checkbox";
  if (field.type !== "string") return "number";
  if (field["x-widget"]) return field["x-widget"];
  if (field.enum) return "choice";
  if (field.format === "date-time") return "datetime";
  if (field.format) return field.format;
  return (field.maxLength ?? 0) > ONE_LINE ? "textarea" : "text";
}
