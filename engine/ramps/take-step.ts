import { CasewrightError } from "../protocol/errors.js";
import type { RampStep } from "../protocol/ramp.js";
import { reachesAll } from "../ramping/release-for.js";
import { type RampDoc, type RampTurn, rampById, turnRamp } from "../store/ramps.js";
import { currentRelease, releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { agreeOnRamp, refuse } from "./agree.js";

/** Who takes the step, and when. */
type Taken = { readonly by: string; readonly at: Date };

/**
 * Takes a step of a ramp that somebody has decided.
 * @throws CasewrightError not_found, not_now when it stands otherwise than they have seen, invalid_input for a reach that leaves
 * somebody out who was reached before
 */
export async function takeStep(
  store: Store,
  id: string,
  { asked, by, at }: Taken & { readonly asked: RampStep },
): Promise<RampDoc> {
  const ramp = await rampById(store, id);
  if (!ramp) throw new CasewrightError("not_found");
  if (ramp.version !== asked.seen) throw notNow("Somebody has changed this ramp since you looked.");
  const { number } = await currentRelease(store);
  if (number !== ramp.to) throw notNow(`Release ${String(number)} was published since.`);
  const turned = await turnRamp(store, ramp, await turnOf(store, ramp, { asked, by, at }));
  if (!turned) throw notNow("Somebody has changed this ramp just now.");
  return turned;
}

async function turnOf(
  store: Store,
  ramp: RampDoc,
  { asked, by, at }: Taken & { readonly asked: RampStep },
): Promise<RampTurn> {
  const { share, places } = ramp;
  const { step, reason } = asked;
  const said = { by, reason, at };
  if (step === "widen") {
    if (ramp.standing !== "running") throw notNow("Only a ramp that runs can be widened.");
    const reach = await widerReach(store, ramp, asked);
    return { standing: "running", ...reach, step: { what: "widened", ...said, ...reachIn(reach) } };
  }
  if (ramp.standing !== "running" && ramp.standing !== "stopped")
    throw notNow("This ramp has ended already.");
  const standing = step === "finish" ? "finished" : "taken_back";
  return {
    ...{ standing, share, places },
    step: { what: standing, ...said, ...reachIn({ share, places }) },
  };
}

type Reach = Pick<RampTurn, "share" | "places">;

async function widerReach(
  store: Store,
  ramp: RampDoc,
  { share = ramp.share, places }: RampStep,
): Promise<Reach> {
  const [from, to] = await Promise.all(
    [ramp.from, ramp.to].map(async (number) => (await releaseByNumber(store, number)).body),
  );
  const reach = { share, places };
  const asked = { workflow: ramp.workflow, share, ...(places === undefined ? {} : { places }) };
  if (from && to) agreeOnRamp(asked, { from, to }, "");
  if (!reachesAll(reach, ramp)) refuse([narrower(reach, ramp)]);
  if (reachesAll(ramp, reach))
    refuse([{ pointer: "/share", message: "reaches no further than now" }]);
  return reach;
}

function narrower(reach: Reach, ramp: RampDoc) {
  const message = "leaves out cases that are reached now; take the ramp back instead";
  return { pointer: reach.share < ramp.share ? "/share" : "/places", message };
}

function reachIn({ share, places }: Reach): Pick<RampDoc, "share" | "places"> {
  return { share, ...(places === undefined ? {} : { places }) };
}

function notNow(detail: string): CasewrightError {
  return new CasewrightError("not_now", { detail });
}
