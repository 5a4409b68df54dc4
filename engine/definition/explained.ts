import { explain } from "./explain.js";
import type { Checked } from "./finding.js";
import { migrated } from "./migrations/index.js";
import { plainJson } from "./plain.js";
import { PUBLISHED_SCHEMAS, type DefinitionKind, type DefinitionOf } from "./schemas.js";

/**
 * A definition from untrusted content, read as `parseDefinition` does where code may not be made of strings: a page with a strict
 * content policy cannot compile schemas. Whatever is published is parsed by the server all the same. Never throws.
 */
export function explainedDefinition<Kind extends DefinitionKind>(
  kind: Kind,
  source: unknown,
): Checked<DefinitionOf[Kind]> {
  const plain = plainJson(source);
  if (!plain.ok) return plain;
  const current = migrated(plain.value);
  if (!current.ok) return current;
  const findings = explain(PUBLISHED_SCHEMAS[kind], current.value);
  return findings.length > 0
    ? { ok: false, findings }
    : { ok: true, value: current.value as unknown as DefinitionOf[Kind] };
}
