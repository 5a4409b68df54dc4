import { changedParts, pathOfPart } from "../definition/release-parts.js";
import type { Release, ReleaseBody } from "../definition/release.js";
import { CasewrightError } from "../protocol/errors.js";
import { type RampDoc, rampsInForce } from "../store/ramps.js";
import { releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";

/**
 * Refuses to publish while it is not decided what becomes of the newest release: a ramp to it runs or was stopped. After it was taken
 * back, only what still holds everything that was taken back is refused, because it would bring just that to all cases.
 * @throws CasewrightError ramp_in_force
 */
export async function passRamps(store: Store, base: Release, body: ReleaseBody): Promise<void> {
  for (const ramp of await rampsInForce(store, base.number)) {
    if (ramp.standing !== "taken_back") throw inForce(ramp, "Finish it or take it back first.");
    const { body: before } = await releaseByNumber(store, ramp.from);
    if (holdsAll(before, base.body, body))
      throw inForce(
        ramp,
        `This would bring all that was taken back to every new case. Change what was wrong with it, or bring release ${String(ramp.from)} back first.`,
      );
  }
}

/** Whether a release still holds everything in which another one differs from what was before; not where that is nothing. */
function holdsAll(before: ReleaseBody, taken: ReleaseBody, next: ReleaseBody): boolean {
  const since = new Set(changedParts(taken, next).map(pathOfPart));
  const back = changedParts(before, taken);
  return back.length > 0 && back.every((part) => !since.has(pathOfPart(part)));
}

const HOW = {
  running: "is being ramped",
  stopped: "was ramped until its rule stopped it",
  taken_back: "was taken back",
} as const;

function inForce({ workflow, to, standing }: RampDoc, then: string): CasewrightError {
  const how = standing === "finished" ? "is finished" : HOW[standing];
  return new CasewrightError("ramp_in_force", {
    detail: `Release ${String(to)} ${how} for the workflow ${workflow}. ${then}`,
  });
}
