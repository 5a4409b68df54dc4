import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** Which cases are meant by where they are opened: those of any of these queues, or with any of these facets. */
export type RampPlaces = {
  /** Ids of queues that cases are opened in. */
  readonly queues: readonly string[];
  /** Choices that a case is opened with, as `wing:east`. */
  readonly facets: readonly string[];
};

/** How far a ramp reaches: this share, in percent, of the new cases of these places; of all places when none are named. */
export type RampReach = { readonly share: number; readonly places?: RampPlaces | undefined };

/**
 * How a ramp stands: new cases are divided between two releases; its rule has stopped it, or somebody has taken it back, and all
 * start on the earlier one; or it is finished, and all start on the later one.
 */
export type RampStanding = "running" | "stopped" | "taken_back" | "finished";

/** A ramp as far as the release of a new case follows from it. */
export type Ramp = RampReach & {
  readonly from: number;
  readonly to: number;
  readonly standing: RampStanding;
};

/** Where a case is opened. */
export type OpeningPlace = { readonly queue: string; readonly facets: readonly string[] };

/**
 * The release that a new case starts under while a ramp is in force. The same case has the same answer whenever and by whomever it
 * is asked, and one that the later release has been chosen for keeps it however far the ramp is widened.
 */
export function releaseFor(ramp: Ramp, caseId: string, place: OpeningPlace): number {
  switch (ramp.standing) {
    case "running":
      return isIn(ramp, place) && percentOf(caseId) < ramp.share ? ramp.to : ramp.from;
    case "stopped":
    case "taken_back":
      return ramp.from;
    case "finished":
      return ramp.to;
  }
}

/** Whether one reach leaves out nothing that another has. */
export function reachesAll(wide: RampReach, narrow: RampReach): boolean {
  return wide.share >= narrow.share && hasAll(wide.places, narrow.places);
}

function hasAll(wide: RampPlaces | undefined, narrow: RampPlaces | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  return (
    narrow.queues.every((queue) => wide.queues.includes(queue)) &&
    narrow.facets.every((facet) => wide.facets.includes(facet))
  );
}

function isIn({ places }: RampReach, { queue, facets }: OpeningPlace): boolean {
  if (places === undefined) return true;
  return places.queues.includes(queue) || places.facets.some((facet) => facets.includes(facet));
}

/** Where a case stands between 0 and 100: evenly spread, and nothing that whoever opens it can choose. */
function percentOf(caseId: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(caseId));
  return ((((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32) * 100;
}
