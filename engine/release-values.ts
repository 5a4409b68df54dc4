import { longestOf, type TemplateVariable, type TemplateVariables } from "../templates/index.js";
import type { ReleaseBody } from "./definition/release.js";
import type { Workflow } from "./definition/workflow.js";

/** Of the first ids, and of those past a quarter of a million cases, which have grown by one character. */
const [USUAL_NUMBER, LONGEST_NUMBER] = ["4K7Q-9", "9W4K7-P"];

/** What a variable holds usually, and at its longest. */
type Values = Pick<TemplateVariable, "sample" | "longest">;

/**
 * Variables with the values that they have in a release: its own name and number, and the ids, states, queues and priorities of
 * the workflows whose cases a message is about; of all workflows where it is about none in particular.
 */
export function withReleaseValues(
  known: TemplateVariables,
  { organisation, workflows }: ReleaseBody,
  isAbout: (workflow: Workflow) => boolean,
): TemplateVariables {
  const about = workflows.filter(isAbout);
  const those = about.length === 0 ? workflows : about;
  const values: Readonly<Record<string, Values | undefined>> = {
    "clinic.name": valuesOf([organisation.name]),
    "clinic.emergencyNumber": valuesOf([organisation.emergencyNumber]),
    "case.id": idsOf(those),
    "case.stateName": valuesOf(
      those.flatMap(({ states }) => Object.values(states).map(({ name }) => name)),
    ),
    "case.queueName": valuesOf(organisation.queues.map(({ name }) => name)),
    "case.priority": valuesOf(those.flatMap(({ priorities }) => priorities)),
    "team.name": valuesOf((organisation.teams ?? []).map(({ name }) => name)),
  };
  return Object.fromEntries(
    Object.entries(known).map(([path, one]) => [
      path,
      { ...one, ...(Object.hasOwn(values, path) ? values[path] : undefined) },
    ]),
  );
}

/** The first of what there is stands for all of it; nothing where there is none. */
function valuesOf(all: readonly string[]): Values | undefined {
  const [sample] = all;
  return sample === undefined ? undefined : { sample, longest: longestOf(all) };
}

function idsOf(workflows: readonly Workflow[]): Values | undefined {
  const prefixes = workflows.map(({ subject }) => subject.prefix);
  const [first] = prefixes;
  return first === undefined
    ? undefined
    : {
        sample: `${first}-${USUAL_NUMBER}`,
        longest: `${longestOf(prefixes)}-${LONGEST_NUMBER}`,
      };
}
