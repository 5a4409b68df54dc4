import type { Contributions } from "../../engine/definition/contributions.js";
import type { Finding } from "../../engine/definition/finding.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { lintRelease } from "../../engine/release-lint.js";
import type { FileDefinition } from "../../engine/text/definition-file.js";
import { definitionAt, nameText, pathOf } from "../../engine/text/release-text.js";
import type { FileFinding } from "../../engine/text/yaml-file.js";

type Asked = {
  readonly before: ReleaseBody;
  readonly after: ReleaseBody;
  readonly definitions: readonly FileDefinition[];
  readonly contributions: Contributions;
};

/**
 * The errors that a release would have with what files say and has not without, each at its line. What goes wrong in a definition
 * that is in none of the files is told where its file would be.
 */
export function newFindings({
  before,
  after,
  definitions,
  contributions,
}: Asked): readonly FileFinding[] {
  const known = new Set(errorsIn(before, contributions).map((one) => signOf(one, before)));
  return errorsIn(after, contributions)
    .filter((one) => !known.has(signOf(one, after)))
    .map((one) => locatedIn(one, after, definitions));
}

function errorsIn(body: ReleaseBody, contributions: Contributions): readonly Finding[] {
  return lintRelease(body, contributions).filter(({ severity }) => severity === "error");
}

/** What a finding says, wherever its definition stands in its list. */
function signOf({ code, message, path }: Finding, body: ReleaseBody): string {
  const at = definitionAt(body, path);
  return [code, message, at ? `${nameText(at)} ${at.path}` : path].join(" ");
}

function locatedIn(
  found: Finding,
  body: ReleaseBody,
  definitions: readonly FileDefinition[],
): FileFinding {
  const at = definitionAt(body, found.path);
  const source = at && definitions.find(({ definition }) => definition === at.definition);
  if (source) return source.yaml.located({ ...found, path: at.path });
  const file = at ? pathOf(at) : "";
  return { ...found, path: at?.path ?? found.path, file, line: 1, column: 1 };
}
