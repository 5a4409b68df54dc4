import type { Form, FormField, PhiClass } from "../../../../engine/definition/form.js";
import { controlOf, type Control } from "../../../ui/schema-form/control.js";

/** What a field of a form asks for, as whoever designs it chooses. */
export const FIELD_KINDS = [
  "text",
  "longText",
  "choice",
  "truth",
  "number",
  "whole",
  "date",
  "moment",
  "email",
  "phone",
  "person",
  "queue",
  "priority",
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** The kind of a field, by what it is filled in with. */
export function fieldKind(field: FormField): FieldKind {
  if (field.type === "integer") return "whole";
  return BY_CONTROL[controlOf(field)];
}

const BY_CONTROL: { readonly [Of in Control]: FieldKind } = {
  text: "text",
  textarea: "longText",
  choice: "choice",
  checkbox: "truth",
  number: "number",
  date: "date",
  datetime: "moment",
  email: "email",
  phone: "phone",
  user: "person",
  queue: "queue",
  priority: "priority",
};

/** Longest of a short text, and of a long one, unless somebody says otherwise. Longer than the first is drawn with lines. */
const SHORT = 200;
const LONG = 2000;

/** A field as another kind. What it says of itself stays; limits and choices stay where the kind can have them. */
export function asKind(field: FormField, kind: FieldKind): FormField {
  if (fieldKind(field) === kind) return field;
  const { title, description } = field;
  const phi = field["x-phi"];
  const said = {
    title,
    ...(description === undefined ? {} : { description }),
    ...(phi === undefined ? {} : { "x-phi": phi }),
  };
  return { ...said, ...bare(field, kind) };
}

type Said = "title" | "description" | "x-phi";
type Bare = FormField extends infer One ? (One extends FormField ? Omit<One, Said> : never) : never;

function bare(before: FormField, kind: FieldKind): Bare {
  switch (kind) {
    case "truth":
      return { type: "boolean" };
    case "number":
    case "whole":
      return { type: kind === "whole" ? "integer" : "number", ...limits(before) };
    case "text":
      return { type: "string", maxLength: Math.min(longestOf(before) ?? SHORT, SHORT) };
    case "longText":
      return {
        type: "string",
        maxLength: Math.max(longestOf(before) ?? LONG, LONG),
        "x-widget": "textarea",
      };
    case "choice":
      return { type: "string", enum: [FIRST_CHOICE] };
    case "date":
    case "email":
    case "phone":
      return { type: "string", format: kind };
    case "moment":
      return { type: "string", format: "date-time" };
    case "person":
      return { type: "string", "x-widget": "user" };
    case "queue":
    case "priority":
      return { type: "string", "x-widget": kind };
  }
}

/** A list needs one choice to be a list. */
const FIRST_CHOICE = "other";

function longestOf(field: FormField): number | undefined {
  return field.type === "string" ? field.maxLength : undefined;
}

function limits(field: FormField): { minimum?: number; maximum?: number } {
  if (field.type !== "number" && field.type !== "integer") return {};
  const { minimum, maximum } = field;
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

/** A field of a kind as it begins. It is private until somebody says that it is not. */
export function newField(kind: FieldKind, title: string): FormField {
  const phi: PhiClass = "clinical";
  return asKind({ title, "x-phi": phi, ...(kind === "truth" ? TEXT : TRUTH) }, kind);
}

const TEXT = { type: "string" } as const;
const TRUTH = { type: "boolean" } as const;

/** A form that asks nothing yet. */
export const EMPTY_FORM: Form = { type: "object", properties: {}, additionalProperties: false };
