import { explainedDefinition } from "../../engine/definition/explained.js";
import { finding } from "../../engine/definition/lint/index.js";
import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { readDefinitionFile, type FileDefinition } from "../../engine/text/definition-file.js";
import { stepFor } from "../../engine/text/difference-step.js";
import { differencesBetween, type DefinitionDifference } from "../../engine/text/differences.js";
import {
  bodyOf,
  definitionsOf,
  nameText,
  type NamedDefinition,
} from "../../engine/text/release-text.js";
import type { FileFinding } from "../../engine/text/yaml-file.js";
import type { Edit } from "../draft/change.js";
import type { ReleaseStep } from "../draft/release-steps.js";
import { differenceOf } from "../draft/workflow-difference.js";
import { filesWords } from "../words/files.js";
import type { TextFile } from "./zip.js";

/** What files say: definitions, or what is wrong with any of them. */
export type ReadFiles =
  | { readonly definitions: readonly FileDefinition[] }
  | { readonly findings: readonly FileFinding[] };

/** Reads files as definitions. One that cannot be read is enough for none to be taken. */
export function readFiles(files: readonly TextFile[]): ReadFiles {
  const read = files.map((file) => readDefinitionFile(file, explainedDefinition));
  const definitions = read.flatMap((one) => ("findings" in one ? [] : [one]));
  const findings = [
    ...read.flatMap((one) => ("findings" in one ? one.findings : [])),
    ...twice(definitions),
  ];
  return findings.length > 0 ? { findings } : { definitions };
}

function twice(definitions: readonly FileDefinition[]): readonly FileFinding[] {
  return definitions.flatMap((one, place) => {
    const first = definitions.findIndex((other) => nameText(other) === nameText(one));
    const { yaml } = definitions[first] ?? one;
    if (first === place) return [];
    const message = filesWords.twice(nameText(one), yaml.file);
    return [one.yaml.located(finding("D006", "", message, filesWords.keepOne))];
  });
}

/** What comes of definitions that take the place of those with the same kind and id. */
export type Import = {
  /** The release as it would be. */
  readonly after: ReleaseBody;
  readonly differences: readonly DefinitionDifference[];
};

/** A release with definitions in the place of those it has under the same names; with `others: "go"` it keeps nothing else. */
export function imported(
  body: ReleaseBody,
  definitions: readonly NamedDefinition[],
  others: "stay" | "go",
): Import {
  const kept = othersThan(definitions, body).filter(
    ({ kind }) => others === "stay" || kind === "organisation",
  );
  const after = bodyOf([...kept, ...definitions]) ?? body;
  return { after, differences: differencesBetween(body, after) };
}

/** What a release has and these definitions are not. */
export function othersThan(
  definitions: readonly NamedDefinition[],
  body: ReleaseBody,
): readonly NamedDefinition[] {
  const names = new Set(definitions.map(nameText));
  return definitionsOf(body).filter((one) => !names.has(nameText(one)));
}

/** A difference as an edit: what is different in a workflow as the steps that a person would have made. */
export function editFor(difference: DefinitionDifference): Edit {
  const { kind, id, before, after } = difference;
  if (kind === "workflow" && before && after) {
    const step = differenceOf(before as Workflow, after as Workflow);
    if (step) return { kind, id, step };
  }
  return { kind: "release", step: stepFor(difference) as ReleaseStep };
}

type SingleStep = Exclude<ReleaseStep, { readonly do: "together" }>;

/** All of it as one edit, so that it is there as a whole or not at all; null when nothing differs. */
export function importEdit(
  differences: readonly DefinitionDifference[],
  from: string,
): Edit | null {
  const [first] = differences;
  if (!first) return null;
  if (differences.length === 1) return editFor(first);
  const workflows = differences.filter(({ kind }) => kind === "workflow");
  const [only] = workflows;
  const about =
    only && workflows.length === 1
      ? ({ list: "workflows", id: only.id } as const)
      : ({ list: "organisation", id: "organisation" } as const);
  const steps = differences.map((one) => stepFor(one) as SingleStep);
  return { kind: "release", step: { do: "together", about, from, steps } };
}
