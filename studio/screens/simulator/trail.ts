import type { Workflow } from "../../../engine/definition/workflow.js";
import type { Session, TestRun } from "../../../engine/simulate/index.js";
import { wayId } from "../../canvas/graph.js";
import type { Trail } from "../../nodes/trail.js";

/** Where a session is, and the way it has come so far; null before it has begun. */
export function trailOf({ moments, program }: Session): Trail | null {
  const states = moments.map(({ state }) => state.state);
  const here = states.at(-1);
  if (here === undefined) return null;
  const froms = [program.initial, ...states.slice(0, -1)];
  const ways = states.map((to, place) => wayId(froms[place] ?? to, to));
  return { of: "case", here, states: new Set(states), ways: new Set(ways) };
}

/** Everything that the tests of a workflow come by: what no test covers does not stand out. */
export function coverageOf(runs: readonly TestRun[]): Trail {
  const states = runs.flatMap((run) => [...run.states]);
  const ways = runs.flatMap((run) => run.ways.map(([from, to]) => wayId(from, to)));
  return { of: "tests", here: null, states: new Set(states), ways: new Set(ways) };
}

/** How much of a workflow its tests come by, and the transitions that none of them takes. */
export function coveredBy(
  { states, transitions }: Workflow,
  runs: readonly TestRun[],
): {
  readonly states: number;
  readonly transitions: number;
  readonly missing: readonly string[];
} {
  const taken = new Set(runs.flatMap((run) => [...run.transitions]));
  const met = new Set(runs.flatMap((run) => [...run.states]));
  const missing = Object.keys(transitions).filter((id) => !taken.has(id));
  return {
    states: Object.keys(states).filter((id) => met.has(id)).length,
    transitions: Object.keys(transitions).length - missing.length,
    missing,
  };
}
