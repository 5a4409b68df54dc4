import { RELEASE_LISTS, type ReleaseList } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releasesWords } from "../../words/releases.js";
import { reviewWords } from "../../words/review.js";

/** Something that an area can cover, by its path. */
export type Cover = { readonly id: string; readonly name: string };

/** Kinds of which single ones are offered; there are too many messages to choose among. */
const ONE_BY_ONE: readonly ReleaseList[] = ["workflows", "ruleSets"];

/** What an area can cover: all of a kind, or one workflow or rule set. */
export function offeredCovers(body: ReleaseBody): readonly Cover[] {
  const kinds = [...RELEASE_LISTS, "organisation"] as const;
  return [
    ...kinds.map((kind) => ({ id: kind, name: reviewWords.all[kind] })),
    ...ONE_BY_ONE.flatMap((of) =>
      (body[of] ?? []).map(({ id, name }) => ({
        id: `${of}/${id}`,
        name: releasesWords.part({ of, id, name }),
      })),
    ),
  ];
}

/** What an area covers, by name. */
export function coverNames(covers: readonly string[], body: ReleaseBody): readonly string[] {
  const offered = offeredCovers(body);
  return covers.map((path) => offered.find(({ id }) => id === path)?.name ?? path);
}
