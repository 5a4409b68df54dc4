import type { Form, FormField } from "../../definition/form.js";
import type { Json, Scalar } from "../../definition/names.js";
import { type Keywords, neutralText } from "./keywords.js";

/** What a made-up value may be told from: nothing of it is a patient's. */
export type MakingUp = {
  readonly keywords: Keywords;
  /** Ids of the queues of the release, the first one for whatever else stood there. */
  readonly queues: readonly string[];
  readonly priorities: readonly string[];
  /** The person that a simulation has in place of somebody. */
  readonly person: (id: string) => string;
  /** Milliseconds by which the whole story is moved, in whole weeks. */
  readonly shiftMs: number;
};

type Fields = { readonly [field: string]: Json };
type TextField = Extract<FormField, { readonly type: "string" }>;

/**
 * Fields with nothing personal left in them. Choices, numbers, moments and yes or no stay where the schema says `x-phi: none`; a text keeps
 * only the keywords of the release, and everything else is a sample that fits its field. What no field describes is left out.
 */
export function madeUp(
  fields: Fields,
  form: Pick<Form, "properties"> | undefined,
  making: MakingUp,
): { [field: string]: Scalar } {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const properties = form?.properties ?? {};
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return field === undefined ? [] : [[name, madeUpValue(value, field, making)] as const];
  });
  return Object.fromEntries(entries);
}

function madeUpValue(value: Json, field: FormField, making: MakingUp): Scalar {
  if (value === null || value === "") return value;
  const isOpen = field["x-phi"] === "none";
  switch (field.type) {
    case "boolean":
      return isOpen && typeof value === "boolean" ? value : false;
    case "integer":
    case "number":
      return isOpen && typeof value === "number" ? value : (field.minimum ?? field.maximum ?? 1);
    case "string": {
      const known = isOpen ? openText(value, field, making) : undefined;
      return known ?? sampleText(typeof value === "string" ? value : "", field, making);
    }
  }
}

/** A text that is one of a few, or a moment, of a field that is nothing personal; undefined for what somebody wrote freely. */
function openText(
  value: Json,
  field: TextField,
  { queues, priorities, shiftMs }: MakingUp,
): string | undefined {
  if (typeof value !== "string") return undefined;
  const choices =
    field.enum ??
    { queue: queues, priority: priorities, user: [], textarea: [] }[
      field["x-widget"] ?? "textarea"
    ];
  if (choices.includes(value)) return value;
  const at = Date.parse(value);
  if (field.format !== "date-time" || Number.isNaN(at)) return undefined;
  return new Date(at + shiftMs).toISOString();
}

function sampleText(value: string, field: TextField, making: MakingUp): string {
  if (field["x-widget"] === "user") return making.person(value);
  const choices =
    field.enum ??
    (field["x-widget"] === "queue"
      ? making.queues
      : field["x-widget"] === "priority"
        ? making.priorities
        : []);
  if (choices[0] !== undefined) return choices[0];
  if (field.format !== undefined) return SAMPLES[field.format];
  const text = neutralText(value, making.keywords, field.maxLength);
  return text.padEnd(field.minLength ?? 0, ".");
}

/** What stands in a field of a format, whatever stood there. */
const SAMPLES: Readonly<Record<NonNullable<TextField["format"]>, string>> = {
  date: "2026-03-02",
  "date-time": "2026-03-02T06:00:00.000Z",
  email: "somebody@clinic.example",
  phone: "+254700000000",
};
