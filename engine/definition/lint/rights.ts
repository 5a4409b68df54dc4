import { mayChangeSome } from "../change-rights.js";
import { pointer } from "../finding.js";
import type { Organisation } from "../organisation.js";
import { draft, type Draft } from "./codes.js";

/** O007: what a role may change matters only to a role that publishes. O008: whoever changes roles changes their own. */
export function lintRights({ roles }: Organisation): readonly Draft[] {
  return roles.flatMap(({ name, permissions, changes }, place) => {
    if (changes === undefined) return [];
    const path = pointer("roles", place, "changes");
    if (!permissions.includes("release.publish"))
      return [
        draft(
          "O007",
          path,
          `${name} may publish nothing.`,
          "Give it the permission `release.publish`, or take `changes` away.",
        ),
      ];
    return mayChangeSome(changes, ["organisation", "roles"])
      ? [
          draft(
            "O008",
            path,
            `${name} may change roles, and so give itself the right to everything.`,
            "Name the parts of the organisation that it needs, or take `changes` away.",
          ),
        ]
      : [];
  });
}
