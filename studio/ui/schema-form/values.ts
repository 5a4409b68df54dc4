import type { Form, FormField } from "../../../engine/definition/form.js";
import { words } from "../../words/index.js";

/** What stands in the fields while somebody types: text as typed, ticks as booleans. */
export type Typed = Readonly<Record<string, string | boolean>>;

/** A sentence for each field that is wrong. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Texts that say what is wrong; the patient pages bring their own. */
export type CheckWords = Pick<
  typeof words.form,
  | "required"
  | "tooLong"
  | "tooShort"
  | "tooSmall"
  | "tooBig"
  | "notANumber"
  | "notWhole"
  | "notEmail"
  | "notPhone"
>;

/** What a form starts with: empty fields, or values given. */
export function startValues(form: Form, given: Readonly<Record<string, unknown>> = {}): Typed {
  const entries = Object.entries(form.properties).map(([name, field]) => [
    name,
    field.type === "boolean" ? given[name] === true : textOf(given[name]),
  ]);
  return Object.fromEntries(entries) as Typed;
}

/** The values to send: numbers as numbers, instants in UTC; empty fields and ticks nobody asked for are left out. */
export function inputOf(form: Form, typed: Typed): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(form.properties)) {
    const value = typed[name] ?? "";
    if (typeof value === "boolean") {
      if (value || form.required?.includes(name) === true) input[name] = value;
    } else if (value.trim() !== "") input[name] = valueOf(field, value);
  }
  return input;
}

/** What is wrong before it is sent; the server has the last word. */
export function checkForm(form: Form, typed: Typed, say: CheckWords = words.form): FieldErrors {
  const errors: Record<string, string> = {};
  for (const [name, field] of Object.entries(form.properties)) {
    const wrong = checkField(field, typed[name] ?? "", {
      required: form.required?.includes(name) === true,
      say,
    });
    if (wrong !== undefined) errors[name] = wrong;
  }
  return errors;
}

/** The server's findings by field. A finding that belongs to no field comes under the empty name. */
export function errorsByField(
  parts: readonly { readonly pointer: string; readonly message: string }[],
  prefix: string,
): FieldErrors {
  const pairs = parts.map(({ pointer, message }): [string, string] => [
    pointer.startsWith(prefix) ? (pointer.slice(prefix.length).split("/")[0] ?? "") : "",
    message,
  ]);
  return Object.fromEntries(pairs.reverse());
}

type Asked = { readonly required: boolean; readonly say: CheckWords };

function checkField(field: FormField, value: string | boolean, { required, say }: Asked) {
  if (typeof value === "boolean") return undefined;
  const text = value.trim();
  if (text === "") return required ? say.required : undefined;
  if (field.type === "string") return checkText(field, text, say);
  return field.type === "boolean" ? undefined : checkNumber(field, text, say);
}

function checkText(field: FormField & { type: "string" }, text: string, say: CheckWords) {
  if (text.length > (field.maxLength ?? Infinity)) return say.tooLong(field.maxLength ?? 0);
  if (text.length < (field.minLength ?? 0)) return say.tooShort(field.minLength ?? 0);
  if (field.format === "email" && !/^\S+@\S+$/.test(text)) return say.notEmail;
  if (field.format === "phone" && !isPhone(text)) return say.notPhone;
  return undefined;
}

function checkNumber(
  field: FormField & { type: "number" | "integer" },
  text: string,
  say: CheckWords,
) {
  const number = Number(text);
  if (!Number.isFinite(number)) return say.notANumber;
  if (field.type === "integer" && !Number.isInteger(number)) return say.notWhole;
  if (number < (field.minimum ?? -Infinity)) return say.tooSmall(field.minimum ?? 0);
  if (number > (field.maximum ?? Infinity)) return say.tooBig(field.maximum ?? 0);
  return undefined;
}

/** True for what can be a phone number: digits with the blanks and signs people put between them. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]+$/.test(text) && text.replace(/\D/g, "").length >= 7;
}

/** True for what looks like an e-mail address. */
export function isMail(text: string): boolean {
  return /^\S+@\S+$/.test(text.trim());
}

/** True for what somebody can be reached at: a phone number or an e-mail address. */
export function isReachable(text: string): boolean {
  return isPhone(text.trim()) || isMail(text);
}

function valueOf(field: FormField, text: string): unknown {
  if (field.type === "number" || field.type === "integer") return Number(text);
  if (field.type === "string" && field.format === "date-time") return new Date(text).toISOString();
  return text.trim();
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
