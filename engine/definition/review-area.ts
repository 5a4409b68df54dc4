import { Type, type Static } from "@sinclair/typebox";
import { canonicalJson } from "./canonical.js";
import { idSchema, labelSchema } from "./names.js";
import type { ReleaseBody } from "./release.js";
import { changedParts, pathOfPart, RELEASE_LISTS } from "./release-parts.js";

/** What somebody else has to look at before it is published: these parts of a release, and the roles that approve changes of them. */
export const reviewAreaSchema = Type.Object(
  {
    id: idSchema,
    name: labelSchema,
    covers: Type.Array(
      Type.String({
        pattern: `^(${[...RELEASE_LISTS, "organisation"].join("|")})(/[A-Za-z][A-Za-z0-9_-]{0,39})?$`,
      }),
      {
        minItems: 1,
        maxItems: 200,
        uniqueItems: true,
        description:
          "Parts of a release, such as `workflows/ticket` or `organisation/teams`, or all of a kind, such as `templates`",
      },
    ),
    approvers: Type.Array(idSchema, {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: "Roles. One person of them approves, who is not the author",
    }),
  },
  { additionalProperties: false },
);
export type ReviewArea = Static<typeof reviewAreaSchema>;

/**
 * The areas that a change of a release touches: those that cover something that differs, and those that it takes away or changes
 * themselves. Which areas there are says the release before it.
 */
export function areasTouched(before: ReleaseBody, after: ReleaseBody): readonly ReviewArea[] {
  const { reviews = [] } = before.organisation;
  const kept = new Set(after.organisation.reviews?.map((area) => canonicalJson(area)));
  const paths = changedParts(before, after).map(pathOfPart);
  return reviews.filter(
    (area) =>
      !kept.has(canonicalJson(area)) ||
      area.covers.some((covered) =>
        paths.some((path) => path === covered || path.startsWith(`${covered}/`)),
      ),
  );
}
