import type { Flow, StateFlow } from "../../../../engine/protocol/flow.js";
import type { StateCounts } from "../../../canvas/graph.js";

/** What a picture can be shaded by: what a state is, or how it is there. */
export const SHADES = ["kind", "open", "stay", "late"] as const;
export type Shade = (typeof SHADES)[number];

/** Periods to choose from, in days. */
export const PERIODS = [7, 30, 90] as const;

/** What is known of the cases of a workflow: where they are now, and how they moved over some days. */
export type Numbers = {
  readonly days: (typeof PERIODS)[number];
  readonly shade: Shade;
  /** Open cases by state, and those of them that are late; undefined while they are not known. */
  readonly counts: StateCounts | undefined;
  readonly late: StateCounts | undefined;
  readonly flow: Flow | undefined;
};

/** How cases left a state; null when none did, undefined while it is not known. */
export function leftFrom({ flow }: Numbers, state: string): StateFlow | null | undefined {
  return flow && (flow.states.find((each) => each.state === state) ?? null);
}

/** How often a transition was taken out of a state: null for few, undefined while it is not known. */
export function takenFrom(
  { flow }: Numbers,
  transition: string,
  from: string,
): number | null | undefined {
  if (!flow) return undefined;
  const found = flow.ways.find((way) => way.transition === transition && way.from === from);
  return found ? found.taken : 0;
}

/** The states that a transition was taken out of, whatever release the cases followed. */
export function beginsTaken({ flow }: Numbers, transition: string): readonly string[] {
  return (flow?.ways ?? []).filter((way) => way.transition === transition).map(({ from }) => from);
}
