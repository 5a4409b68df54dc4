import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pointer, type Finding } from "./definition/finding.js";
import { finding } from "./definition/lint/index.js";
import type { Contributions } from "./definition/contributions.js";
import type { ReleaseBody } from "./definition/release.js";
import type { Definition, DefinitionKind } from "./definition/schemas.js";
import { suggestion } from "./definition/wording.js";
import { lintRelease } from "./release-lint.js";
import { parseDefinition } from "./definition/parse.js";
import { definitionIn } from "./text/read.js";
import type { DefinitionName } from "./text/release-text.js";
import { readYaml, type FileFinding, type YamlFile } from "./text/yaml-file.js";

export type { FileFinding } from "./text/yaml-file.js";

/** Where the definitions we ship live, below the project's folder; on first start they become release 1. */
export const SHIPPED_FOLDERS = [
  "workflows/definitions",
  "rules/sets",
  "templates/messages",
] as const;

/** Folders beside definitions that hold their examples. */
const EXAMPLES = ["scenarios", "cases"];

/** A release read from files. Without `body` some file is no definition; with errors among `findings` it must not run. */
export type ReleaseFiles = {
  readonly body?: ReleaseBody;
  readonly findings: readonly FileFinding[];
  /** In which file each definition is that could be read. */
  readonly files: readonly (DefinitionName & { readonly file: string })[];
};

/**
 * Reads every `*.yaml` below these folders as one release and lints it; findings carry file, line and column.
 * A later folder may replace a definition (same kind and id) of an earlier one; twice in one folder is a finding.
 */
export async function readReleaseFiles(
  folders: readonly string[],
  contributions?: Contributions,
): Promise<ReleaseFiles> {
  const findings: FileFinding[] = [];
  const read: Source[] = [];
  for (const folder of folders)
    for (const file of await yamlFiles(folder)) {
      const source = sourceOf(folder, file, await readFile(file, "utf8"));
      if ("findings" in source) findings.push(...source.findings);
      else read.push(source);
    }
  const sources = overlaid(read);
  const organisation = sources.find(isOrganisation);
  if (!organisation) findings.push(noOrganisation(folders));
  const files = sources.map(({ kind, id, yaml: { file } }) => ({ kind, id, file }));
  if (!organisation || findings.length > 0) return { findings, files };
  const parts = partsOf(sources, organisation);
  const body = bodyOf(parts);
  const located = lintRelease(body, contributions).map((found) => locate(found, parts));
  return { body, findings: [...located, ...secondOrganisations(sources)], files };
}

type Source = {
  readonly folder: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly definition: Definition;
  readonly yaml: YamlFile;
};

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return EXAMPLES.includes(entry.name) ? [] : yamlFiles(path);
        return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [path] : [];
      }),
  );
  return files.flat();
}

const KINDS: readonly DefinitionKind[] = [
  "workflow",
  "ruleset",
  "template",
  "organisation",
  "calendar",
];

function sourceOf(
  folder: string,
  file: string,
  text: string,
): Source | { findings: readonly FileFinding[] } {
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
  const parsed = definitionIn(kind, yaml, parseDefinition);
  if (!parsed.ok) return { findings: parsed.findings.map(yaml.located) };
  const id = "id" in parsed.value ? parsed.value.id : "";
  return { folder, kind, id, definition: parsed.value, yaml };
}

/** Without what a later folder replaces. */
function overlaid(sources: readonly Source[]): readonly Source[] {
  return sources.filter(
    (source, place) =>
      !sources
        .slice(place + 1)
        .some(
          ({ kind, id, folder }) =>
            kind === source.kind && id === source.id && folder !== source.folder,
        ),
  );
}

function isOrganisation({ kind }: Source): boolean {
  return kind === "organisation";
}

/** The definitions of a release in the order of its lists, each with the JSON pointer at which it stands there. */
type Part = { readonly at: string; readonly source: Source };

function partsOf(sources: readonly Source[], organisation: Source): readonly Part[] {
  const listed = (list: string, kind: DefinitionKind) =>
    sources
      .filter((source) => source.kind === kind)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((source, place) => ({ at: pointer(list, place), source }));
  return [
    { at: pointer("organisation"), source: organisation },
    ...listed("workflows", "workflow"),
    ...listed("ruleSets", "ruleset"),
    ...listed("templates", "template"),
    ...listed("calendars", "calendar"),
  ];
}

function bodyOf(parts: readonly Part[]): ReleaseBody {
  const all = (kind: DefinitionKind) =>
    parts
      .filter(({ source }) => source.kind === kind)
      .map(({ source }) => source.definition as unknown);
  const calendars = all("calendar");
  return {
    organisation: all("organisation")[0],
    workflows: all("workflow"),
    ruleSets: all("ruleset"),
    templates: all("template"),
    ...(calendars.length === 0 ? {} : { calendars }),
  } as ReleaseBody;
}

/** A finding of the release as a finding of the file that holds the part it points to; else of the organisation's file. */
function locate(found: Finding, parts: readonly Part[]): FileFinding {
  const part = parts.find(({ at }) => found.path === at || found.path.startsWith(`${at}/`));
  if (part) return part.source.yaml.located({ ...found, path: found.path.slice(part.at.length) });
  const { file } = parts[0]?.source.yaml ?? { file: "" };
  return { ...found, path: "", file, line: 1, column: 1 };
}

function secondOrganisations(sources: readonly Source[]): readonly FileFinding[] {
  return sources
    .filter(isOrganisation)
    .slice(1)
    .map(({ yaml }) =>
      yaml.located(
        finding("D006", "", "There is an organisation already.", "Keep one of the two."),
      ),
    );
}

function noOrganisation(folders: readonly string[]): FileFinding {
  const found = finding(
    "D008",
    "",
    "None of these folders holds an organisation.",
    "Add a file of `kind: organisation`.",
  );
  return { ...found, file: folders[0] ?? "", line: 1, column: 1 };
}
