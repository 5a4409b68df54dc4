import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "./definition/finding.js";
import { finding } from "./definition/lint/index.js";
import type { Contributions } from "./definition/contributions.js";
import type { ReleaseBody } from "./definition/release.js";
import { lintRelease } from "./release-lint.js";
import { parseDefinition } from "./definition/parse.js";
import { readDefinitionFile, type FileDefinition } from "./text/definition-file.js";
import { bodyOf, definitionAt, type DefinitionName } from "./text/release-text.js";
import type { FileFinding } from "./text/yaml-file.js";

export type { FileFinding } from "./text/yaml-file.js";

/** Where the definitions we ship live, below the project's folder; on first start they become release 1. */
export const SHIPPED_FOLDERS = [
  "workflows/definitions",
  "rules/sets",
  "templates/messages",
] as const;

/** Folders beside definitions that hold their examples, and starters, each of which is a release of its own. */
const EXAMPLES = ["scenarios", "cases", "starters"];

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
      const source = readDefinitionFile(
        { file, text: await readFile(file, "utf8") },
        parseDefinition,
      );
      if ("findings" in source) findings.push(...source.findings);
      else read.push({ ...source, folder });
    }
  const sources = overlaid(read);
  const organisation = sources.find(isOrganisation);
  if (!organisation) findings.push(noOrganisation(folders));
  const files = sources.map(({ kind, id, yaml: { file } }) => ({ kind, id, file }));
  const body = bodyOf(sources);
  if (!body || findings.length > 0) return { findings, files };
  const located = lintRelease(body, contributions).map((found) => locate(found, body, sources));
  return { body, findings: [...located, ...secondOrganisations(sources)], files };
}

type Source = FileDefinition & { readonly folder: string };

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

/** A finding of the release as a finding of the file that holds the definition it points into; else of the organisation's file. */
function locate(found: Finding, body: ReleaseBody, sources: readonly Source[]): FileFinding {
  const at = definitionAt(body, found.path);
  const source = at && sources.find(({ definition }) => definition === at.definition);
  if (source) return source.yaml.located({ ...found, path: at.path });
  const { file } = sources.find(isOrganisation)?.yaml ?? { file: "" };
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
