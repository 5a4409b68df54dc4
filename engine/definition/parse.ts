import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { explain } from "./explain.js";
import { below, pointer, type Checked, type Finding } from "./finding.js";
import { finding } from "./lint/codes.js";
import { migrated } from "./migrations/index.js";
import type { Json } from "./names.js";
import { plainJson } from "./plain.js";
import type { ReleaseBody } from "./release.js";
import type { Scenario } from "./scenario.js";
import { PUBLISHED_SCHEMAS, type DefinitionKind, type DefinitionOf } from "./schemas.js";

/** Stops at the first fault: how long a refusal takes does not depend on how much is wrong. */
const ajv = new Ajv2020({ strict: true, allErrors: false, $data: false, validateFormats: false });

/** What has one shape and one `kind`. */
type ShapeOf = DefinitionOf & { readonly scenario: Scenario };

const validators: { readonly [Kind in keyof ShapeOf]: ValidateFunction } = {
  workflow: ajv.compile(PUBLISHED_SCHEMAS.workflow),
  ruleset: ajv.compile(PUBLISHED_SCHEMAS.ruleset),
  template: ajv.compile(PUBLISHED_SCHEMAS.template),
  organisation: ajv.compile(PUBLISHED_SCHEMAS.organisation),
  calendar: ajv.compile(PUBLISHED_SCHEMAS.calendar),
  scenario: ajv.compile(PUBLISHED_SCHEMAS.scenario),
};

/**
 * A definition from untrusted content: bounded, plain, of the current format version and of the right shape.
 * What it names is not looked up; that is the lint's part. Never throws.
 */
export function parseDefinition<Kind extends DefinitionKind>(
  kind: Kind,
  source: unknown,
): Checked<DefinitionOf[Kind]> {
  return parseShape(kind, source);
}

/** A scenario from untrusted content; bounds and promises as for a definition. Never throws. */
export function parseScenario(source: unknown): Checked<Scenario> {
  return parseShape("scenario", source);
}

function parseShape<Kind extends keyof ShapeOf>(
  kind: Kind,
  source: unknown,
): Checked<ShapeOf[Kind]> {
  const plain = plainJson(source);
  if (!plain.ok) return plain;
  const current = migrated(plain.value);
  if (!current.ok) return current;
  const validate = validators[kind];
  if (validate(current.value)) return { ok: true, value: current.value as ShapeOf[Kind] };
  return { ok: false, findings: shapeFindings(kind, current.value, validate) };
}

/** The parts of a release in the order its findings come in. */
const PARTS = [
  ["workflows", "workflow"],
  ["ruleSets", "ruleset"],
  ["templates", "template"],
  ["calendars", "calendar"],
] as const;

/** Lists that a release may be without. */
const OPTIONAL: ReadonlySet<string> = new Set(["calendars"]);

/** More definitions than any installation has; bounds the work of refusing a release. */
const MAX_DEFINITIONS = 500;

/**
 * A release from untrusted content, part by part, so that every definition has its own bounds. Lists come out sorted by id,
 * because the order of files must not change the hash. Never throws.
 */
export function parseRelease(source: unknown): Checked<ReleaseBody> {
  const members = ownMembers(source);
  if (!members)
    return {
      ok: false,
      findings: [finding("schema", "", "Expected an object.", "Write an object here.")],
    };
  const findings: Finding[] = Object.keys(members)
    .filter((key) => key !== "organisation" && !PARTS.some(([name]) => name === key))
    .slice(0, 20)
    .map((key) => finding("schema", pointer(key), "This is not part of a release.", "Remove it."));
  const organisation = parseDefinition("organisation", members["organisation"] ?? null);
  if (!organisation.ok) findings.push(...below(["organisation"], organisation.findings));
  const lists = PARTS.filter(([name]) => !(OPTIONAL.has(name) && members[name] === undefined)).map(
    ([name, kind]) => {
      const list = parseList(kind, members[name]);
      findings.push(...below([name], list.findings));
      return [name, list.values] as const;
    },
  );
  if (findings.length > 0 || !organisation.ok) return { ok: false, findings };
  const body = { organisation: organisation.value, ...Object.fromEntries(lists) };
  return { ok: true, value: body as ReleaseBody };
}

function parseList(
  kind: (typeof PARTS)[number][1],
  source: unknown,
): { readonly values: readonly { id: string }[]; readonly findings: readonly Finding[] } {
  if (!Array.isArray(source) || source.length > MAX_DEFINITIONS)
    return {
      values: [],
      findings: [
        finding(
          "schema",
          "",
          `Expected a list of at most ${String(MAX_DEFINITIONS)}.`,
          "Write a list here.",
        ),
      ],
    };
  const findings: Finding[] = [];
  const values = source.flatMap((item: unknown, place) => {
    const parsed = parseDefinition(kind, item);
    if (parsed.ok) return [parsed.value];
    findings.push(...below([place], parsed.findings));
    return [];
  });
  return { values: values.toSorted((a, b) => (a.id < b.id ? -1 : 1)), findings };
}

function ownMembers(source: unknown): { readonly [key: string]: unknown } | undefined {
  if (typeof source !== "object" || source === null || Array.isArray(source)) return undefined;
  return Object.fromEntries(Object.entries(source));
}

/** The explained faults; ajv's own words if a value it refuses cannot be explained. */
function shapeFindings(
  kind: keyof ShapeOf,
  value: Json,
  validate: ValidateFunction,
): readonly Finding[] {
  const explained = explain(PUBLISHED_SCHEMAS[kind], value);
  if (explained.length > 0) return explained;
  const [fault] = validate.errors ?? [];
  return [finding("schema", fault?.instancePath ?? "", `This ${fault?.message ?? "is wrong"}.`)];
}
