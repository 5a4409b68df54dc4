import type { ReleaseBody } from "../definition/release.js";
import { definitionsOf, pathOf, type NamedDefinition } from "./release-text.js";
import { definitionText } from "./write.js";

/** Keeps which release the files beside it came from; belongs into git with them. */
export const BASE_FILE = ".casewright.json";

/** What stands in {@link BASE_FILE}. */
export function baseText(release: number): string {
  return `${JSON.stringify({ release }, null, 2)}\n`;
}

/** A definition as the text of its file. */
export function fileText({ kind, definition }: NamedDefinition): string {
  return definitionText(kind, definition as never);
}

/** A whole release as the files that `casewright pull` writes, by path; with the number of the release that they go on from. */
export function exportedFiles(
  body: ReleaseBody,
  release: number,
): Readonly<Record<string, string>> {
  const files = definitionsOf(body).map((one) => [pathOf(one), fileText(one)] as const);
  return Object.fromEntries([[BASE_FILE, baseText(release)], ...files]);
}
