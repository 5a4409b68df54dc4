import { variantFor } from "./explain-variant.js";
import { pointer, type Finding } from "./finding.js";
import { finding } from "./lint/codes.js";
import type { Json } from "./names.js";
import type { JsonSchema } from "./schemas.js";
import { inWords, kindOf, suggestion, patternWords } from "./wording.js";

/** More findings than an admin reads at once. */
const MAX_FINDINGS = 20;

/**
 * Why a value does not have the shape of a schema, in plain words, one finding per place. ajv decides whether it has;
 * this only explains, so an empty answer for a refused value is a fault of ours.
 */
export function explain(schema: JsonSchema, value: Json): readonly Finding[] {
  const findings: Finding[] = [];
  visit(schema, value, { root: schema, path: [], findings });
  return findings;
}

type Place = {
  readonly root: JsonSchema;
  readonly path: readonly (string | number)[];
  readonly findings: Finding[];
};

function visit(schema: JsonSchema, value: Json, at: Place): void {
  if (at.findings.length >= MAX_FINDINGS) return;
  const target = resolved(schema, at.root);
  if (target.anyOf) visitUnion(target.anyOf, value, at);
  else if (isOther(target, value)) addExpected(at, target, value);
  else if (typeof value === "string") visitText(target, value, at);
  else if (typeof value === "number") visitNumber(target, value, at);
  else if (Array.isArray(value)) visitList(target, value as readonly Json[], at);
  else if (typeof value === "object" && value !== null)
    visitObject(target, value as { readonly [key: string]: Json }, at);
}

/** A schema, with its reference followed. */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return root.$defs?.[schema.$ref.slice("#/$defs/".length)] ?? {};
}

/** Whether a value is of another kind than the schema asks for, before its details matter. */
function isOther(schema: JsonSchema, value: Json): boolean {
  if (schema.const !== undefined) return schema.const !== value;
  if (schema.enum) return !schema.enum.includes(value);
  return schema.type !== undefined && !hasType(schema.type, value);
}

function visitUnion(variants: readonly JsonSchema[], value: Json, at: Place): void {
  const options = variants.map((variant) => resolved(variant, at.root));
  const choice = variantFor(options, value);
  if ("variant" in choice) return visit(choice.variant, value, at);
  const path = choice.key === undefined ? at.path : [...at.path, choice.key];
  add({ ...at, path }, choice.message, choice.fix);
}

function visitText(schema: JsonSchema, value: string, at: Place): void {
  const { length } = [...value];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value))
    add(at, `\`${value.slice(0, 60)}\` is not ${patternWords(schema.pattern)}`, "Rewrite it so.");
  else if (length < (schema.minLength ?? 0))
    add(at, "this text is too short", "Write something here.");
  else if (length > (schema.maxLength ?? Infinity))
    add(at, `this text is longer than ${String(schema.maxLength)} characters`, "Shorten it.");
}

function visitNumber(schema: JsonSchema, value: number, at: Place): void {
  if (value < (schema.minimum ?? -Infinity))
    add(at, `expected at least ${String(schema.minimum)}`, "Raise it.");
  if (value > (schema.maximum ?? Infinity))
    add(at, `expected at most ${String(schema.maximum)}`, "Lower it.");
}

function visitList(schema: JsonSchema, list: readonly Json[], at: Place): void {
  if (list.length < (schema.minItems ?? 0))
    add(at, `expected at least ${String(schema.minItems)} entries`, "Add an entry.");
  if (list.length > (schema.maxItems ?? Infinity))
    return add(at, `expected at most ${String(schema.maxItems)} entries`, "Remove some.");
  list.forEach((item, place) => {
    const here = { ...at, path: [...at.path, place] };
    if (schema.items) visit(schema.items, item, here);
    if (schema.uniqueItems && typeof item !== "object" && list.indexOf(item) < place)
      add(here, `\`${String(item)}\` is listed twice`, "Remove one of the two.");
  });
}

function visitObject(schema: JsonSchema, value: { readonly [key: string]: Json }, at: Place): void {
  const keys = Object.keys(value);
  if (keys.length > (schema.maxProperties ?? Infinity))
    return add(at, `expected at most ${String(schema.maxProperties)} entries`, "Remove some.");
  if (keys.length < (schema.minProperties ?? 0))
    add(at, "expected at least one entry", "Add an entry.");
  for (const key of schema.required ?? [])
    if (!Object.hasOwn(value, key)) add(at, `\`${key}\` is missing`, `Add \`${key}\`.`);
  for (const key of keys) visitMember(schema, key, value[key] as Json, at);
}

function visitMember(schema: JsonSchema, key: string, value: Json, at: Place): void {
  const here = { ...at, path: [...at.path, key] };
  const inner = memberSchema(schema, key);
  if (inner) return visit(inner, value, here);
  if (schema.additionalProperties !== false) return;
  const [pattern] = Object.keys(schema.patternProperties ?? {});
  if (pattern !== undefined)
    return add(here, `\`${key.slice(0, 60)}\` is not ${patternWords(pattern)}`, "Rename it.");
  add(
    here,
    `\`${key.slice(0, 60)}\` is not known here`,
    suggestion(key, Object.keys(schema.properties ?? {})),
  );
}

function memberSchema(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  const found = Object.entries(schema.patternProperties ?? {}).find(([pattern]) =>
    new RegExp(pattern, "u").test(key),
  );
  return found?.[1];
}

function hasType(type: NonNullable<JsonSchema["type"]>, value: Json): boolean {
  const kind = kindOf(value);
  return kind === type || (type === "integer" && Number.isInteger(value));
}

function addExpected(at: Place, schema: JsonSchema, value: Json): void {
  const words = inWords(schema);
  const fix =
    schema.enum && typeof value === "string" ? suggestion(value, schema.enum.map(String)) : "";
  add(at, `expected ${words}`, fix || `Write ${words} here.`);
}

function add(at: Place, message: string, fix: string): void {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  at.findings.push(finding("schema", pointer(...at.path), sentence, fix));
}
