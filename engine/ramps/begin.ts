import type { Release, ReleaseBody } from "../definition/release.js";
import { CasewrightError } from "../protocol/errors.js";
import type { PublishedRamp, RampRequest } from "../protocol/ramp.js";
import { type RampDoc, rampOf } from "../store/ramps.js";
import { currentRelease, releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { agreeOnRamp, refuse } from "./agree.js";

/** Who begins a ramp, between which releases, why and when. */
export type RampBeginning = Pick<RampDoc, "_id" | "from" | "to" | "at"> & {
  readonly by: string;
  readonly reason: string;
};

/** A ramp as it begins. */
function newRamp(
  { workflow, share, places, rule }: PublishedRamp,
  { _id, from, to, at, by, reason }: RampBeginning,
): RampDoc {
  const reach = { share, ...(places === undefined ? {} : { places }) };
  return {
    ...{ _id, workflow, from, to, at, ...reach },
    ...(rule === undefined ? {} : { rule }),
    ...{ standing: "running", version: 1 },
    steps: [{ what: "started", by, reason, at, ...reach }],
  };
}

/** A release that is about to be published. */
type Publishing = Pick<RampBeginning, "by" | "reason" | "at"> & {
  readonly base: Release;
  readonly body: ReleaseBody;
};

/**
 * The ramp to a release that is about to be published.
 * @throws CasewrightError invalid_input when they do not fit
 */
export async function rampToPublish(
  store: Store,
  { id: _id, asked }: { readonly id: string; readonly asked: PublishedRamp },
  { base, body, ...said }: Publishing,
): Promise<RampDoc> {
  const from = await settledRelease(store, { workflow: asked.workflow, newest: base.number });
  agreeOnRamp(asked, { from: (await releaseByNumber(store, from)).body, to: body }, "/ramp");
  return newRamp(asked, { ...said, _id, from, to: base.number + 1 });
}

/**
 * The ramp to the newest release, which all new cases start under so far.
 * @throws CasewrightError invalid_input, already_exists when a newer one was published since
 */
export async function rampToNewest(
  store: Store,
  { to, from, reason, ...asked }: RampRequest,
  said: Pick<RampBeginning, "_id" | "by" | "at">,
): Promise<RampDoc> {
  const { number: newest, body } = await currentRelease(store);
  if (newest !== to)
    throw new CasewrightError("already_exists", {
      detail: `Release ${String(newest)} is the newest one.`,
    });
  const settled = await settledRelease(store, { workflow: asked.workflow, newest });
  const before = from ?? (settled === newest ? newest - 1 : settled);
  if (before < 1 || before >= newest)
    refuse([{ pointer: "/from", message: `There is no such release before ${String(newest)}` }]);
  agreeOnRamp(asked, { from: (await releaseByNumber(store, before)).body, to: body }, "");
  return newRamp(asked, { ...said, reason, from: before, to });
}

/** The release that new cases start under which no ramp reaches: the newest one, unless it was taken back for their workflow. */
async function settledRelease(
  store: Store,
  which: { readonly workflow: string; readonly newest: number },
): Promise<number> {
  return (await rampOf(store, which))?.from ?? which.newest;
}
