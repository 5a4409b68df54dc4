import type { PublishedRamp } from "../../../engine/protocol/ramp.js";

/** A ramp while somebody is filling it in. */
export type RampDraft = {
  readonly workflow: string;
  readonly share: number | null;
  /** Queues by their ids, and facets as `wing:east`. */
  readonly places: readonly string[];
  readonly isRuled: boolean;
  readonly least: number | null;
  readonly percent: number | null;
};

/** What is there before anybody has said anything else: few cases, and a rule. */
export function newDraft(workflow: string): RampDraft {
  return { workflow, share: 10, places: [], isRuled: true, least: 20, percent: 10 };
}

/** The ramp that is meant; null while a number is missing. */
export function rampOf(draft: RampDraft): PublishedRamp | null {
  const { workflow, share, places, isRuled, least, percent } = draft;
  if (share === null || share < 1) return null;
  if (isRuled && (least === null || least < 1 || percent === null)) return null;
  const isFacet = (place: string) => place.includes(":");
  const named = {
    queues: places.filter((place) => !isFacet(place)),
    facets: places.filter(isFacet),
  };
  return {
    ...{ workflow, share },
    ...(places.length === 0 ? {} : { places: named }),
    ...(isRuled && least !== null && percent !== null ? { rule: { least, percent } } : {}),
  };
}
