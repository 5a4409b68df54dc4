import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { Workflow } from "../../engine/definition/workflow.js";

/** Stays in beds that a plugin books, read from their file. */
export const stay = readStay();

function readStay(): Workflow {
  const file = new URL("ward/stay.yaml", import.meta.url);
  const parsed = parseDefinition("workflow", parse(readFileSync(file, "utf8")));
  if (!parsed.ok) throw new Error(`stay does not load: ${JSON.stringify(parsed.findings)}`);
  return parsed.value;
}
