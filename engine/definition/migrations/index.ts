import { pointer, type Checked } from "../finding.js";
import { finding } from "../lint/codes.js";
import type { Json } from "../names.js";

/** The format version that the schemas of this folder describe. */
export const CURRENT_SPEC = 1;

/** One step of the format: turns a definition of version `from` into one of `from + 1`. Plain JSON in and out. */
export type FormatMigration = {
  readonly from: number;
  readonly migrate: (definition: { readonly [key: string]: Json }) => {
    readonly [key: string]: Json;
  };
};

/** One entry per step, oldest first, each in its own file `<from>-to-<to>.ts`. Version 1 is the first, so there is none yet. */
export const FORMAT_MIGRATIONS: readonly FormatMigration[] = [];

/**
 * A definition brought to a newer format version, step by step. One that needs no step comes back unchanged.
 * A missing `spec` is left for the schema to report.
 */
export function migrated(
  definition: Json,
  steps: readonly FormatMigration[] = FORMAT_MIGRATIONS,
  target: number = CURRENT_SPEC,
): Checked<Json> {
  if (!isObject(definition) || !Object.hasOwn(definition, "spec"))
    return { ok: true, value: definition };
  let at = definition;
  while (at["spec"] !== target) {
    const step = steps.find(({ from }) => from === at["spec"]);
    if (!step) return { ok: false, findings: [unknownVersion(definition["spec"])] };
    at = { ...step.migrate(at), spec: step.from + 1 };
  }
  return { ok: true, value: at };
}

function unknownVersion(spec: Json | undefined) {
  return finding(
    "D005",
    pointer("spec"),
    `This engine reads format version ${String(CURRENT_SPEC)}, not ${JSON.stringify(spec)}.`,
    `Write \`spec: ${String(CURRENT_SPEC)}\`, or update the engine.`,
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
