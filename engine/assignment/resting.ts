import type { ReleaseBody } from "../definition/release.js";
import type { Resting } from "../store/assignments.js";

/**
 * States in which a case waits for the patient or for time to pass: it is somebody's, and they have nothing to do for it.
 * By the present release, for running cases too.
 */
export function restingStates({ workflows }: Pick<ReleaseBody, "workflows">): Resting {
  return workflows.map(({ id, states }) => ({
    workflow: id,
    states: Object.keys(states).filter((state) => states[state]?.class === "waiting"),
  }));
}
