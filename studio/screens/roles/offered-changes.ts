import { RELEASE_LISTS, type ReleaseList } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releasesWords } from "../../words/releases.js";
import { reviewWords } from "../../words/review.js";
import { rolesWords } from "../../words/roles.js";

/** Something that a role can be let change, by its path. */
type Offered = { readonly id: string; readonly name: string };

/** Kinds of which single ones are offered; there are too many messages to choose among. */
const ONE_BY_ONE: readonly ReleaseList[] = ["workflows", "ruleSets"];

/** What a role can be let change: values of many, all of a kind, or one workflow or rule set. */
export function offeredChanges(body: ReleaseBody): readonly Offered[] {
  return [
    ...Object.entries(rolesWords.parts).map(([id, name]) => ({ id, name })),
    ...RELEASE_LISTS.map((kind) => ({ id: kind, name: reviewWords.all[kind] })),
    ...ONE_BY_ONE.flatMap((of) =>
      (body[of] ?? []).map(({ id, name }) => ({
        id: `${of}/${id}`,
        name: releasesWords.part({ of, id, name }),
      })),
    ),
  ];
}

/** What a role may change, by name; a path that only the text of a release can say stays a path. */
export function changeNames(changes: readonly string[], body: ReleaseBody): readonly string[] {
  const offered = offeredChanges(body);
  return changes.map((path) => offered.find(({ id }) => id === path)?.name ?? path);
}

/** What is offered, and what a role has that is not: so that it can be taken away. */
export function withPaths(
  offered: readonly Offered[],
  chosen: readonly string[],
): readonly Offered[] {
  const others = chosen.filter((path) => offered.every(({ id }) => id !== path));
  return [...offered, ...others.map((path) => ({ id: path, name: path }))];
}
