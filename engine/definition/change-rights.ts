import { Type, type Static } from "@sinclair/typebox";
import { changedPaths, type ChangedPath } from "./changed-paths.js";
import type { Organisation } from "./organisation.js";
import { RELEASE_LISTS } from "./release-parts.js";
import type { ReleaseBody } from "./release.js";

/** Any one name, in a path that says what may be changed. */
const ANY = "*";

// A path such as `templates` or `workflows/ticket/clocks` covers what it leads to with all that is in it.
/** What the people of a role may change, as paths through a release by ids and names. */
export const changesSchema = Type.Array(
  Type.String({
    pattern: `^(${[...RELEASE_LISTS, "organisation"].join("|")})(/[^/\\s]{1,80}){0,10}$`,
  }),
  {
    maxItems: 200,
    uniqueItems: true,
    description:
      "What of a release its people may change, with `release.publish`: paths such as `templates/*/texts`. Left out: everything",
  },
);

/** What somebody may change: these paths, or everything. */
export type ChangeRights = Static<typeof changesSchema> | typeof ANY;

/** What somebody's roles let them change together: nothing without a role that publishes. */
export function changeRights(
  { roles }: Pick<Organisation, "roles">,
  held: readonly string[],
): ChangeRights {
  const publishing = roles.filter(
    ({ id, permissions }) => held.includes(id) && permissions.includes("release.publish"),
  );
  if (publishing.some(({ changes }) => changes === undefined)) return ANY;
  return [...new Set(publishing.flatMap(({ changes = [] }) => changes))];
}

/** Whether all that is at this path may be changed. */
export function mayChangeAll(rights: ChangeRights, keys: readonly string[]): boolean {
  return (
    rights === ANY ||
    rights.some((right) => {
      const steps = right.split("/");
      return steps.length <= keys.length && isAlong(steps, keys);
    })
  );
}

/** Whether something that is at this path, or deeper, may be changed. */
export function mayChangeSome(rights: ChangeRights, keys: readonly string[]): boolean {
  return rights === ANY || rights.some((right) => isAlong(right.split("/"), keys));
}

/** Where a release differs from the one before in what somebody may not change. */
export function changesOutside(
  before: ReleaseBody,
  after: ReleaseBody,
  rights: ChangeRights,
): readonly ChangedPath[] {
  if (rights === ANY) return [];
  return changedPaths(before, after).filter(({ keys }) => !mayChangeAll(rights, keys));
}

/** Whether two paths lead the same way, as far as the shorter one goes. */
function isAlong(steps: readonly string[], keys: readonly string[]): boolean {
  return steps.every((step, place) => {
    const key = keys[place];
    return key === undefined || step === ANY || step === key;
  });
}
