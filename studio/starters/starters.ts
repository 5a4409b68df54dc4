import { explainedDefinition } from "../../engine/definition/explained.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { readDefinitionFile } from "../../engine/text/definition-file.js";
import { bodyOf } from "../../engine/text/release-text.js";

/** A workflow to begin with, as the whole of a clinic that has nothing else: its roles and queue, rules and messages. */
export type Starter = { readonly workflow: Workflow; readonly body: ReleaseBody };

/** The files of `workflows/starters/`, by path. They are data: nothing of them counts before somebody takes one. */
const FILES: Readonly<Record<string, string>> = import.meta.glob(
  "../../workflows/starters/**/*.yaml",
  { query: "?raw", import: "default", eager: true },
);

/** Every starter, in the order of their names. */
export function allStarters(): readonly Starter[] {
  const files = Object.entries(FILES);
  const folders = new Set(files.map(([path]) => folderOf(path)));
  return [...folders]
    .map((folder) => starterIn(files.filter(([path]) => folderOf(path) === folder)))
    .toSorted((a, b) => (a.workflow.name < b.workflow.name ? -1 : 1));
}

/** `referral` of `../../workflows/starters/referral/workflow.yaml`. */
function folderOf(path: string): string {
  return path.split("/")[4] ?? "";
}

/** @throws Error when a file that we ship holds no definition, which a test makes sure of */
function starterIn(files: readonly (readonly [file: string, text: string])[]): Starter {
  const definitions = files.map(([file, text]) => {
    const read = readDefinitionFile({ file, text }, explainedDefinition);
    if ("findings" in read) throw new Error(`${file}: ${read.findings[0]?.message ?? ""}`);
    return read;
  });
  const body = bodyOf(definitions);
  const workflow = body?.workflows[0];
  if (!body || !workflow) throw new Error(`${files[0]?.[0] ?? ""} belongs to no workflow`);
  return { workflow, body };
}
