import { pointer } from "../definition/finding.js";
import { finding } from "../definition/lint/index.js";
import type { DefinitionKind } from "../definition/schemas.js";
import { suggestion } from "../definition/wording.js";
import { definitionIn, type DefinitionParser } from "./read.js";
import type { NamedDefinition } from "./release-text.js";
import { readYaml, type FileFinding, type YamlFile } from "./yaml-file.js";

/** A definition, with the file that it was read from. */
export type FileDefinition = NamedDefinition & { readonly yaml: YamlFile };

const KINDS: readonly DefinitionKind[] = [
  "workflow",
  "ruleset",
  "template",
  "organisation",
  "calendar",
];

/** The definition that a file holds, of whatever kind it says to be; or why it holds none, with line and column. Never throws. */
export function readDefinitionFile(
  { file, text }: { readonly file: string; readonly text: string },
  parse: DefinitionParser,
): FileDefinition | { readonly findings: readonly FileFinding[] } {
  const read = readYaml(file, text);
  if ("finding" in read) return { findings: [read.finding] };
  const { yaml } = read;
  const { kind: word } = Object(yaml.content) as { kind?: unknown };
  const kind = KINDS.find((one) => one === word);
  if (!kind) {
    const fix = suggestion(typeof word === "string" ? word : "", KINDS);
    return {
      findings: [
        yaml.located(finding("schema", pointer("kind"), "This is no kind of definition.", fix)),
      ],
    };
  }
  const parsed = definitionIn(kind, yaml, parse);
  if (!parsed.ok) return { findings: parsed.findings.map(yaml.located) };
  const id = "id" in parsed.value ? parsed.value.id : "";
  return { kind, id, definition: parsed.value, yaml };
}
