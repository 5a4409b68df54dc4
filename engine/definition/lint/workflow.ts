import { pointer, type Finding } from "../finding.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { lintSkills } from "./assignment.js";
import { lintCalls } from "./calls.js";
import { lintClocks } from "./clocks.js";
import { draft, settled, type Draft } from "./codes.js";
import { lintEffects } from "./effects.js";
import { lintFacets } from "./facets.js";
import { lintForms } from "./forms.js";
import { lintGraph } from "./graph.js";
import { lintGuards } from "./guards.js";
import { lintDrawing } from "./drawing.js";
import { lintLoops } from "./loops.js";
import { subjectOf, type KnownNames, type Subject } from "./names.js";
import { lintOpenings } from "./openings.js";
import { lintRetention } from "./retention.js";
import { lintRoutes } from "./routes.js";
import { lintSiblings } from "./siblings.js";
import { lintStarts } from "./starts.js";
import { lintTransitions } from "./transitions.js";
import { lintValues } from "./values.js";

/** One check per file; each reads the whole workflow and what it may name. */
const CHECKS: readonly ((subject: Subject) => readonly Draft[])[] = [
  lintDefaults,
  lintGraph,
  lintTransitions,
  lintSiblings,
  lintGuards,
  lintValues,
  lintEffects,
  lintSkills,
  lintForms,
  lintFacets,
  lintCalls,
  lintClocks,
  lintLoops,
  lintStarts,
  lintOpenings,
  lintRetention,
  lintRoutes,
  lintDrawing,
];

/** What is wrong with a workflow of the right shape, given what it may name. Never throws. */
export function lintWorkflow(workflow: Workflow, known: KnownNames): readonly Finding[] {
  const subject = subjectOf(workflow, known);
  return settled(CHECKS.flatMap((check) => check(subject)));
}

function lintDefaults({ workflow, known }: Subject): readonly Draft[] {
  const { defaultPriority, defaultQueue, priorities } = workflow;
  return [
    ...(priorities.includes(defaultPriority)
      ? []
      : [
          draft(
            "W017",
            pointer("defaultPriority"),
            `There is no priority \`${defaultPriority}\`.`,
            () => suggestion(defaultPriority, priorities),
          ),
        ]),
    ...(known.queues.has(defaultQueue)
      ? []
      : [
          draft("W016", pointer("defaultQueue"), `There is no queue \`${defaultQueue}\`.`, () =>
            suggestion(defaultQueue, known.queues),
          ),
        ]),
  ];
}
