import type { TSchema } from "@sinclair/typebox";
import { calendarSchema, type Calendar } from "./calendar.js";
import type { Json } from "./names.js";
import { organisationSchema, type Organisation } from "./organisation.js";
import { releaseBodySchema, type ReleaseBody } from "./release.js";
import { ruleSetSchema, type RuleSet } from "./rule-set.js";
import { scenarioSchema, type Scenario } from "./scenario.js";
import { templateSchema, type Template } from "./template.js";
import { workflowSchema, type Workflow } from "./workflow.js";

/** What each kind of definition is once it has been parsed. */
export type DefinitionOf = {
  readonly workflow: Workflow;
  readonly ruleset: RuleSet;
  readonly template: Template;
  readonly organisation: Organisation;
  readonly calendar: Calendar;
};

/** The word in a definition's `kind`. */
export type DefinitionKind = keyof DefinitionOf;

/** A parsed definition of any kind. */
export type Definition = DefinitionOf[DefinitionKind];

/** Everything that has a published JSON Schema: the kinds of definition, the release that holds them, and their scenarios. */
export type Published = DefinitionOf & {
  readonly release: ReleaseBody;
  readonly scenario: Scenario;
};

/** The parts of JSON Schema 2020-12 that our own schemas use. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: JsonSchema };
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";
  readonly title?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly patternProperties?: { readonly [pattern: string]: JsonSchema };
  readonly additionalProperties?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

/**
 * The published JSON Schemas (2020-12), one self-contained document each, as `docs/schemas/` holds them and as the parser
 * compiles them. The recursive condition is kept once, under `$defs`.
 */
export const PUBLISHED_SCHEMAS: { readonly [Kind in keyof Published]: JsonSchema } = {
  workflow: published(workflowSchema),
  ruleset: published(ruleSetSchema),
  template: published(templateSchema),
  organisation: published(organisationSchema),
  calendar: published(calendarSchema),
  release: published(releaseBodySchema),
  scenario: published(scenarioSchema),
};

function published(source: TSchema): JsonSchema {
  const $defs: { [name: string]: unknown } = {};
  const { $id: _id, ...root } = hoisted(source, $defs, 0) as { $id?: string };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...root,
    ...(Object.keys($defs).length > 0 ? { $defs } : {}),
  } as JsonSchema;
}

/** A plain copy in which every named schema below the root has moved to `$defs`. */
function hoisted(part: unknown, $defs: { [name: string]: unknown }, depth: number): unknown {
  if (Array.isArray(part)) return part.map((item) => hoisted(item, $defs, depth + 1));
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part);
  const copy = Object.fromEntries(
    entries.map(([key, inner]) => [key, hoisted(inner, $defs, depth + 1)]),
  );
  if (typeof copy["$ref"] === "string") return { ...copy, $ref: `#/$defs/${copy["$ref"]}` };
  const { $id, ...rest } = copy;
  if (depth === 0 || typeof $id !== "string") return copy;
  if ($id !== "Condition") return rest;
  $defs[$id] = rest;
  return { $ref: `#/$defs/${$id}` };
}
