import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import * as formats from "ajv-formats";
import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import { CasewrightError, type ProblemPart } from "../protocol/errors.js";

const ajv = new Ajv({ strict: true, allErrors: true, coerceTypes: false });
formats.default.default(ajv, ["date", "date-time", "email"]);
ajv.addFormat("phone", /^\+?[0-9 ()-]{6,20}$/);
for (const keyword of ["x-phi", "x-widget", "x-facet"]) ajv.addKeyword(keyword);

const compiled = new WeakMap<Form, ValidateFunction>();

/**
 * Checks what a person filled in against a form of the case's own release.
 * @throws CasewrightError `invalid_input` with a pointer below `root` for every wrong field
 */
export function checkInput(
  form: Form,
  input: { readonly [field: string]: Json },
  root: string,
): void {
  const errors = unfitIn(form, input, root);
  if (errors.length > 0) throw new CasewrightError("invalid_input", { errors });
}

/** Every field of an input that does not fit a form, with a pointer below `root`; the code is the keyword of JSON Schema. */
export function unfitIn(
  form: Form,
  input: { readonly [field: string]: Json },
  root: string,
): readonly ProblemPart[] {
  const validate = compiled.get(form) ?? ajv.compile(form);
  compiled.set(form, validate);
  if (validate(input)) return [];
  return (validate.errors ?? []).map((error) => partOf(error, form, root));
}

function partOf(error: ErrorObject, form: Form, root: string): ProblemPart {
  const { missingProperty, additionalProperty } = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
  };
  const field = missingProperty ?? additionalProperty ?? error.instancePath.slice(1);
  const title = form.properties[field]?.title ?? field;
  return {
    pointer: `${root}/${field}`,
    message: `${title} ${wordsOf(error)}`,
    code: error.keyword,
  };
}

function wordsOf(error: ErrorObject): string {
  if (error.keyword === "required") return "is missing";
  if (error.keyword === "additionalProperties") return "is not a field of this form";
  if (error.keyword === "enum")
    return `must be one of ${(error.params as { allowedValues: string[] }).allowedValues.join(", ")}`;
  return error.message ?? "is not valid";
}
