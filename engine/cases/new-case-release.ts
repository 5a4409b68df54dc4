import { facetKeys } from "../definition/facets.js";
import type { Json } from "../definition/names.js";
import type { Release } from "../definition/release.js";
import type { Workflow } from "../definition/workflow.js";
import { releaseFor } from "../ramping/release-for.js";
import { type RampDoc, rampOf } from "../store/ramps.js";
import { currentRelease, releaseByNumber } from "../store/releases.js";
import type { Store } from "../store/store.js";
import { unfitIn } from "./form-check.js";

/** What a new case starts under. */
export type StartsUnder = { readonly release: Release; readonly workflow: Workflow };

/** A case that is about to be opened, as far as its release follows from it. */
export type NewCase = {
  /** Id of the workflow. */
  readonly workflow: string;
  readonly caseId: string;
  /** Queue that it is opened in; that of the workflow when left out. */
  readonly queue?: string | undefined;
  readonly data: { readonly [field: string]: Json };
};

/**
 * Chooses the release of a new case: the newest one, or what a ramp of its workflow says. The only place where that is chosen, for
 * every way in which cases are opened; urgency is told by every release that this may answer ({@link releasesInUse}).
 *
 * A case whose data only the ramped release takes, because it was filled in on a form of that one, starts under it: nothing that
 * somebody has written is dropped for the sake of a share.
 *
 * @returns undefined when the newest release has no such workflow
 */
export async function releaseOfNewCase(
  store: Store,
  { workflow: id, caseId, queue, data }: NewCase,
): Promise<StartsUnder | undefined> {
  const newest = await currentRelease(store);
  const target = under(newest, id);
  if (!target) return undefined;
  const ramp = await rampOf(store, { workflow: id, newest: newest.number });
  if (!ramp) return target;
  const place = {
    queue: queue ?? target.workflow.defaultQueue,
    facets: facetKeys(target.workflow, data),
  };
  if (releaseFor(ramp, caseId, place) === newest.number) return target;
  const before = await boundTo(store, { release: ramp.from, workflow: id });
  return takes(before, data) || !takes(target, data) ? before : target;
}

/**
 * The release that a case was bound to before it was started.
 * @throws TypeError when that release lost the workflow, which no release does
 */
export async function boundTo(
  store: Store,
  bound: { readonly release: number; readonly workflow: string },
): Promise<StartsUnder> {
  const found = under(await releaseByNumber(store, bound.release), bound.workflow);
  if (!found) throw new TypeError(`release ${String(bound.release)} lost a workflow`);
  return found;
}

/** Every release that a new case may start under while these ramps are in force, the newest one first. */
export async function releasesInUse(
  store: Store,
  newest: Release,
  ramps: readonly Pick<RampDoc, "from">[],
): Promise<readonly Release[]> {
  const numbers = [...new Set(ramps.map(({ from }) => from))];
  return [newest, ...(await Promise.all(numbers.map((from) => releaseByNumber(store, from))))];
}

function under(release: Release, id: string): StartsUnder | undefined {
  const workflow = release.body.workflows.find((one) => one.id === id);
  return workflow && { release, workflow };
}

function takes({ workflow }: StartsUnder, data: NewCase["data"]): boolean {
  return unfitIn(workflow.data, data, "").length === 0;
}
