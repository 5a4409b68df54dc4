import { dateSchema, hoursSchema, yearlySchema } from "./calendar.js";
import { factPathSchema } from "./conditions/condition.js";
import { effectNameSchema } from "./contributed-effects.js";
import { editDistance, nearest } from "./nearest.js";
import { fieldNameSchema, idSchema, type Json } from "./names.js";
import type { JsonSchema } from "./schemas.js";
import { instantSchema, personSchema } from "./team.js";
import { languageSchema } from "./template.js";
import { durationSchema } from "./clock.js";
import { keepSchema } from "./retention.js";
import { targetPattern } from "./workflow.js";

/** What each pattern of our schemas asks for, in words. */
const PATTERN_WORDS: { readonly [pattern: string]: string } = {
  [String(idSchema.pattern)]:
    "an id (lower-case letters, digits, - and _, beginning with a letter, at most 40)",
  [String(fieldNameSchema.pattern)]:
    "a field name (letters, digits and _, beginning with a small letter, at most 40)",
  [String(factPathSchema.pattern)]: "a fact such as data.category (names joined by dots)",
  [String(effectNameSchema.pattern)]: "an effect of a plugin such as wards.bookBed",
  [String(durationSchema.pattern)]: "a duration such as PT30M, PT4H or P2D",
  [String(keepSchema.pattern)]: "a time such as P6Y, P18M or P90D",
  [String(personSchema.pattern)]: "an e-mail address such as amina@clinic.example",
  [String(instantSchema.pattern)]: "an instant in UTC such as 2026-01-05T08:00:00Z",
  [String(languageSchema.pattern)]: "a language such as en or sw",
  [String(hoursSchema.pattern)]: "hours such as 08:00-13:00 (24:00 is midnight at the end)",
  [String(dateSchema.pattern)]: "a date such as 2026-12-25",
  [String(yearlySchema.pattern)]: "a day of every year such as 12-25 (month, day)",
  [targetPattern]: "something a transition can set: queue, priority, assignee or data.<field>",
};

/** What a pattern asks for; the pattern itself where nobody has put it into words. */
export function patternWords(pattern: string): string {
  return PATTERN_WORDS[pattern] ?? `of the form ${pattern}`;
}

/** What a schema asks for, as the end of a sentence that begins with "expected". */
export function inWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return quoted(schema.const);
  if (schema.enum) return `one of ${schema.enum.map(quoted).join(", ")}`;
  if (schema.pattern !== undefined) return patternWords(schema.pattern);
  return TYPE_WORDS[schema.type ?? "object"];
}

const TYPE_WORDS: { readonly [Type in NonNullable<JsonSchema["type"]>]: string } = {
  object: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
};

/** The JSON type of a value. */
export function kindOf(value: Json): "object" | "array" | "string" | "number" | "boolean" | "null" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "object" | "string" | "number" | "boolean";
}

/** A value as people see it in a sentence. */
export function quoted(value: Json): string {
  return `\`${written(value)}\``;
}

/** A value as it is written: text as it is, everything else as JSON. */
export function written(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How to mend an unknown name, as a sentence: the one that was probably meant, or all there are. */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = nearest(name.slice(0, 60), names);
  if (meant !== "" && editDistance(name.slice(0, 60), meant) <= tolerance(meant))
    return `Did you mean \`${meant}\`?`;
  if (names.length === 0) return "Remove it: there is nothing to name here.";
  return `Use one of: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`;
}

/** How many letters may differ before a name counts as another one. */
function tolerance(name: string): number {
  return name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
}
