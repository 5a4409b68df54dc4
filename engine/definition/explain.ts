import { variantFor } from "./explain-variant.js";
import { pointer, type Finding } from "./finding.js";
import { finding } from "./lint/codes.js";
import type { Json } from "./names.js";
import type { JsonSchema } from "./schemas.js";
import { inWords, kindOf, patternWords, quoted, suggestion } from "./wording.js";

/** More findings than an admin reads at once. */
const MAX_FINDINGS = 20;

/**
 * Why a value does not have the shape of a schema, in plain words, one finding per place. ajv decides whether it has;
 * this only explains, so an empty answer for a refused value is a fault of ours.
 */
export function explain(schema: JsonSchema, value: Json): readonly Finding[] {
  const findings: Finding[] = [];
  for (const found of visit(schema, value, { root: schema, path: [] })) {
    findings.push(found);
    if (findings.length === MAX_FINDINGS) break;
  }
  return findings;
}

type Place = { readonly root: JsonSchema; readonly path: readonly (string | number)[] };
type JsonObject = { readonly [key: string]: Json };
type Found = Generator<Finding, void, undefined>;

function* visit(schema: JsonSchema, value: Json, at: Place): Found {
  const target = resolved(schema, at.root);
  if (target.anyOf) yield* visitUnion(target.anyOf, value, at);
  else if (isOther(target, value)) yield expected(at, target, value);
  else if (typeof value === "string") yield* visitText(target, value, at);
  else if (typeof value === "number") yield* visitNumber(target, value, at);
  else if (Array.isArray(value)) yield* visitList(target, value as readonly Json[], at);
  else if (typeof value === "object" && value !== null)
    yield* visitObject(target, value as JsonObject, at);
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

function* visitUnion(variants: readonly JsonSchema[], value: Json, at: Place): Found {
  const options = variants.map((variant) => resolved(variant, at.root));
  if (typeof value === "string" && options.some((one) => visit(one, value, at).next().done)) return;
  const choice = variantFor(options, value);
  if ("variant" in choice) yield* visit(choice.variant, value, at);
  else {
    const path = choice.key === undefined ? at.path : [...at.path, choice.key];
    yield fault({ ...at, path }, choice.message, choice.fix);
  }
}

function* visitText(schema: JsonSchema, value: string, at: Place): Found {
  const { length } = [...value];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value))
    yield fault(at, `${shown(value)} is not ${patternWords(schema.pattern)}`, "Rewrite it so.");
  else if (length < (schema.minLength ?? 0))
    yield fault(at, "this text is too short", "Write something here.");
  else if (length > (schema.maxLength ?? Infinity))
    yield fault(
      at,
      `this text is longer than ${String(schema.maxLength)} characters`,
      "Shorten it.",
    );
}

function* visitNumber(schema: JsonSchema, value: number, at: Place): Found {
  if (value < (schema.minimum ?? -Infinity))
    yield fault(at, `expected at least ${String(schema.minimum)}`, "Raise it.");
  if (value > (schema.maximum ?? Infinity))
    yield fault(at, `expected at most ${String(schema.maximum)}`, "Lower it.");
}

function* visitList(schema: JsonSchema, list: readonly Json[], at: Place): Found {
  if (list.length < (schema.minItems ?? 0))
    yield fault(at, `expected at least ${String(schema.minItems)} entries`, "Add an entry.");
  if (list.length > (schema.maxItems ?? Infinity)) {
    yield fault(at, `expected at most ${String(schema.maxItems)} entries`, "Remove some.");
    return;
  }
  for (const [place, item] of list.entries()) {
    const here = { ...at, path: [...at.path, place] };
    if (schema.items) yield* visit(schema.items, item, here);
    if (schema.uniqueItems && list.indexOf(item) < place)
      yield fault(here, `${quoted(item)} is listed twice`, "Remove one of the two.");
  }
}

function* visitObject(schema: JsonSchema, value: JsonObject, at: Place): Found {
  const keys = Object.keys(value);
  if (keys.length > (schema.maxProperties ?? Infinity)) {
    yield fault(at, `expected at most ${String(schema.maxProperties)} entries`, "Remove some.");
    return;
  }
  if (keys.length < (schema.minProperties ?? 0))
    yield fault(at, "expected at least one entry", "Add an entry.");
  for (const key of schema.required ?? [])
    if (!Object.hasOwn(value, key)) yield fault(at, `\`${key}\` is missing`, `Add \`${key}\`.`);
  for (const key of keys) yield* visitMember(schema, key, value, at);
}

function* visitMember(schema: JsonSchema, key: string, object: JsonObject, at: Place): Found {
  const here = { ...at, path: [...at.path, key] };
  const inner = memberSchema(schema, key);
  const [pattern] = Object.keys(schema.patternProperties ?? {});
  if (inner) yield* visit(inner, object[key] ?? null, here);
  else if (schema.additionalProperties !== false) return;
  else if (pattern !== undefined)
    yield fault(here, `${shown(key)} is not ${patternWords(pattern)}`, "Rename it.");
  else {
    const fix = suggestion(key, Object.keys(schema.properties ?? {}));
    yield fault(here, `${shown(key)} is not known here`, fix);
  }
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

function expected(at: Place, schema: JsonSchema, value: Json): Finding {
  const words = inWords(schema);
  const isMisspelt = schema.enum !== undefined && typeof value === "string";
  const fix = isMisspelt ? suggestion(value, schema.enum.map(String)) : `Write ${words} here.`;
  return fault(at, `expected ${words}`, fix);
}

/** A word of the definition as a sentence quotes it. */
function shown(word: string): string {
  return `\`${word.slice(0, 60)}\``;
}

function fault(at: Place, message: string, fix: string): Finding {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  return finding("schema", pointer(...at.path), sentence, fix);
}
