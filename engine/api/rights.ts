import { lockOut, type LockOut } from "../definition/administrators.js";
import { changeRights, changesOutside } from "../definition/change-rights.js";
import type { Finding } from "../definition/finding.js";
import type { Release, ReleaseBody } from "../definition/release.js";
import type { Actor } from "../interpreter/event.js";
import { CasewrightError } from "../protocol/errors.js";
import type { Store } from "../store/store.js";
import { activePeople } from "../store/users.js";
import type { Caller } from "./caller.js";
import type { World } from "./world.js";

/** A release that somebody wants to publish on the one that runs. */
type Wanted = { readonly base: Release; readonly body: ReleaseBody; readonly by: Actor };

/** What of it the person's roles do not let them change, by the roles of the release that runs. */
export function changesNotAllowed({ base, body, by }: Wanted): readonly Finding[] {
  const rights = changeRights(base.body.organisation, by.roles);
  return changesOutside(base.body, body, rights).map(({ keys, pointer: path }) => ({
    ...{ code: "change_not_allowed", severity: "error", path },
    message: `Your roles do not let you change ${keys.join("/")}.`,
  }));
}

/**
 * Which cases follow which release is for those who may change all of one: a restricted role neither ramps nor moves cases.
 * @throws CasewrightError change_not_allowed
 */
export async function requireEveryRight(
  { user }: Caller,
  { release }: Pick<World, "release">,
): Promise<void> {
  const { body } = await release();
  if (changeRights(body.organisation, user.roles) === "*") return;
  throw new CasewrightError("change_not_allowed", {
    detail: "Your roles let you change only some of a release.",
  });
}

/** What it would lock everybody out of, among those who can sign in now. */
export async function lockedOut(
  store: Store,
  { base, body }: Pick<Wanted, "base" | "body">,
): Promise<readonly Finding[]> {
  const why = lockOut(base.body.organisation, body.organisation, await activePeople(store));
  if (why === null) return [];
  return [{ code: why, severity: "error", path: "/organisation/roles", ...LOCKED_OUT[why] }];
}

const LOCKED_OUT: Readonly<Record<LockOut, Pick<Finding, "message" | "fix">>> = {
  nobody_manages_people: {
    message: "Nobody who can sign in could manage people any more.",
    fix: "Leave `user.manage` to a role that somebody has.",
  },
  nobody_changes_roles: {
    message: "Nobody could change roles any more.",
    fix: "Leave `release.read` and `release.publish` to a role that may change everything.",
  },
};
