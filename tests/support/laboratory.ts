import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseDefinition } from "../../engine/definition/parse.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Webhook } from "../../engine/definition/webhook.js";
import type { Workflow } from "../../engine/definition/workflow.js";

/** Samples that a laboratory's own system examines, read from their file. */
export const sample = readSample();

/** A laboratory that may know nothing personal and answers with a number. */
export function laboratory(url: string): Webhook {
  return {
    ...{ id: "lab", name: "Laboratory", url, takes: "none" },
    answers: {
      ...{ type: "object", required: ["orderNumber"], additionalProperties: false },
      properties: {
        orderNumber: { type: "string", title: "Order number", maxLength: 40, "x-phi": "none" },
      },
    },
  };
}

/** A release with samples, and the systems that may be called. */
export function withSamples(body: ReleaseBody, webhooks: readonly Webhook[]): ReleaseBody {
  const organisation = { ...body.organisation, webhooks: [...webhooks] };
  return { ...body, organisation, workflows: [...body.workflows, sample] };
}

function readSample(): Workflow {
  const file = new URL("laboratory/sample.yaml", import.meta.url);
  const parsed = parseDefinition("workflow", parse(readFileSync(file, "utf8")));
  if (!parsed.ok) throw new Error(`sample does not load: ${JSON.stringify(parsed.findings)}`);
  return parsed.value;
}
