import { join } from "node:path";
import { findProjectRoot } from "../../engine/config.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import { readReleaseFiles, SHIPPED_FOLDERS } from "../../engine/release-files.js";

/** The definitions we ship, together with the lost property workflow that no code knows of. */
export async function shippedRelease(): Promise<ReleaseBody> {
  const folders = [...SHIPPED_FOLDERS, "tests/support/lost-property"];
  const { body, findings } = await readReleaseFiles(
    folders.map((folder) => join(findProjectRoot(), folder)),
  );
  if (!body) throw new Error(`definitions do not load: ${JSON.stringify(findings.slice(0, 3))}`);
  return body;
}
