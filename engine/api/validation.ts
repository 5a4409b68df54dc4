import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import ajvFormats from "ajv-formats";
import type { TSchema } from "@sinclair/typebox";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";

/** Words that our schemas carry for documentation and forms; they check nothing. */
const VOCABULARY = ["x-phi", "x-widget", "x-facet", "x-definition"];

/** What a checker does with a value of the wrong type: bodies are taken as they are, query and path values are text. */
type Coercion = "as_sent" | "from_text";

const compilers: Readonly<Record<Coercion, Ajv>> = {
  as_sent: newAjv({ coerceTypes: false }),
  from_text: newAjv({ coerceTypes: true }),
};

const compiled: Readonly<Record<Coercion, WeakMap<TSchema, ValidateFunction>>> = {
  as_sent: new WeakMap(),
  from_text: new WeakMap(),
};

/** What is wrong with a body, as pointers and messages; empty when nothing is. Values never stand in messages. */
export function bodyFaults(schema: TSchema, body: unknown): readonly ProblemPart[] {
  return faults("as_sent", schema, body).map(partOf);
}

/**
 * A copy of query values with numbers and booleans read out of their text.
 * @throws CasewrightError invalid_input with pointers such as `?limit`
 */
export function checkedQuery(
  schema: TSchema,
  query: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...query };
  const errors = faults("from_text", schema, copy).map((error) => ({
    ...partOf(error),
    pointer: `?${nameOf(error)}`,
  }));
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
  return copy;
}

/** A copy of path parameters with numbers read; null when one cannot be, so that there is no such address. */
export function checkedParams(
  schema: TSchema,
  params: Readonly<Record<string, string>>,
): Record<string, unknown> | null {
  const copy: Record<string, unknown> = { ...params };
  return faults("from_text", schema, copy).length === 0 ? copy : null;
}

function faults(coercion: Coercion, schema: TSchema, value: unknown): readonly ErrorObject[] {
  const known = compiled[coercion].get(schema);
  const validate = known ?? compilers[coercion].compile(plain(schema) as object);
  if (!known) compiled[coercion].set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** The schema without names, so that one shape may stand in many schemas of one compiler. */
function plain(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(plain);
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).filter(
    ([key, value]) => key !== "$id" || typeof value !== "string",
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

function partOf(error: ErrorObject): ProblemPart {
  const missing = missingName(error);
  return {
    pointer:
      missing === undefined ? error.instancePath : `${error.instancePath}/${escaped(missing)}`,
    message: missing === undefined ? sentence(error) : "is required",
    code: error.keyword,
  };
}

/** The field that an error is about although it stands in the object around it. */
function missingName(error: ErrorObject): string | undefined {
  return error.keyword === "required" ? String(error.params["missingProperty"]) : undefined;
}

function sentence(error: ErrorObject): string {
  if (error.keyword === "additionalProperties") return "holds a field that is not known here";
  if (error.keyword === "enum")
    return `must be one of ${(error.params["allowedValues"] as unknown[]).map(String).join(", ")}`;
  return error.message ?? "is not valid";
}

function nameOf(error: ErrorObject): string {
  return missingName(error) ?? error.instancePath.slice(1);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function newAjv(options: { readonly coerceTypes: boolean }): Ajv {
  const ajv = new Ajv({ ...options, strict: true, strictTuples: false, allowUnionTypes: true });
  ajvFormats.default(ajv, ["date-time", "date", "email", "uri-reference"]);
  ajv.addFormat("phone", /^\+?[0-9 ()-]{6,20}$/);
  ajv.addVocabulary(VOCABULARY);
  return ajv;
}
