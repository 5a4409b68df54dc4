import { canonicalJson } from "../definition/canonical.js";
import type { ContributedOperators } from "../definition/conditions/contributed.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Expectation, WorkflowTest } from "../definition/scenario.js";
import type { Workflow } from "../definition/workflow.js";
import { canEvaluate, pluginFactsIn } from "../../rules/can-evaluate.js";
import { runScenario, type ScenarioRun } from "./scenario-run.js";

/** Where a test first comes out otherwise than it is written. */
export type Difference =
  | {
      /** From 0. */
      readonly step: number;
      readonly member: keyof Expectation;
      /** As JSON; `nothing` where it expects none, or none was seen. */
      readonly expected: string;
      readonly seen: string;
    }
  | { readonly step: number; readonly unfit: string };

/** What came of one test of a workflow. */
export type TestRun = {
  readonly test: WorkflowTest;
  /** Null when it holds. */
  readonly difference: Difference | null;
  /** States that its case came to, and transitions that it took. */
  readonly states: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
  /** From which state to which it moved. */
  readonly ways: readonly (readonly [from: string, to: string])[];
};

/**
 * Runs the tests that a workflow of a release carries. Expects no error in the release.
 * @returns null where its rules need a plugin that is not at hand: its code, as in a browser, or a fact that only it can tell
 */
export function runTests(
  workflow: Workflow,
  release: ReleaseBody,
  operators: ContributedOperators = {},
): readonly TestRun[] | null {
  const rules = release.ruleSets.filter((one) => one.workflow === workflow.id);
  const isKnown = rules.every(
    (one) => canEvaluate(one, operators) && pluginFactsIn(one).length === 0,
  );
  if (!isKnown) return null;
  return (workflow.tests ?? []).flatMap((test) => {
    const run = runScenario({ workflow: workflow.id, ...test }, release, operators);
    if (run === undefined) return [];
    const { moments } = run.session;
    return [
      {
        test,
        difference: firstDifference(run),
        states: new Set(moments.map(({ state }) => state.state)),
        transitions: new Set(moments.flatMap(({ turn }) => turn.transition ?? [])),
        ways: moments.map(({ state }, place) => [
          moments[place - 1]?.state.state ?? workflow.initial,
          state.state,
        ]),
      },
    ];
  });
}

function firstDifference({ results, stuck }: ScenarioRun): Difference | null {
  for (const [step, { expected, seen }] of results.entries()) {
    const members = Object.keys({ ...expected, ...seen }) as (keyof Expectation)[];
    const member = members.find((one) => asText(expected[one]) !== asText(seen[one]));
    if (member !== undefined)
      return { step, member, expected: asText(expected[member]), seen: asText(seen[member]) };
  }
  return stuck === undefined ? null : { step: stuck.step, unfit: stuck.why };
}

function asText(value: Expectation[keyof Expectation]): string {
  return value === undefined ? "nothing" : canonicalJson(value);
}
