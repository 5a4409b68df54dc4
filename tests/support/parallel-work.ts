import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";

/** A check-up that opens three examinations and waits for them, read from their files. */
export const [checkUp, examination] = [made("check-up"), made("examination")];

/** A release with the check-up and its examinations besides everything else. */
export function withParallelWork(body: ReleaseBody): ReleaseBody {
  return { ...body, workflows: [...body.workflows, checkUp, examination] };
}

function made(id: string): Workflow {
  const file = new URL(`parallel-work/${id}.yaml`, import.meta.url);
  const parsed = parseDefinition("workflow", parse(readFileSync(file, "utf8")));
  if (!parsed.ok) throw new Error(`${id} does not load: ${JSON.stringify(parsed.findings)}`);
  return parsed.value;
}
