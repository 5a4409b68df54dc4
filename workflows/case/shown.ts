import type { CaseRun } from "./run.js";

/**
 * First characters of every text that Temporal's own pages show in clear. Whoever writes one promises that nothing
 * personal is in it; everything without them is sealed.
 */
export const SHOWN = "Case · ";

/** One line for Temporal's screen: where the case is, in words, without anything personal. */
export function inWords(run: CaseRun): string {
  const { state, priority, queue, turn } = run.state;
  const name = run.input.program.states[state]?.name ?? state;
  const parked = run.parked === null ? "" : ` · PARKED (${run.parked})`;
  return `${SHOWN}${name} · ${priority} · queue ${queue} · turn ${String(turn)}${parked}`;
}
