import { changeRights, mayChangeAll } from "./change-rights.js";
import type { Organisation, Permission } from "./organisation.js";

/** Somebody of the staff who can sign in. */
type Person = { readonly roles: readonly string[] };

/** Why nobody could set an organisation right any more: nobody manages people, or nobody changes roles. */
export type LockOut = "nobody_manages_people" | "nobody_changes_roles";

/**
 * What a change of roles would lock everybody out of; null when it leaves the door open. People who manage people give others any
 * role, so it is enough that somebody does and that there is a role that changes roles. What was locked before may stay so.
 */
export function lockOut(
  before: Pick<Organisation, "roles">,
  after: Pick<Organisation, "roles">,
  people: readonly Person[],
): LockOut | null {
  if (hasManager(before, people) && !hasManager(after, people)) return "nobody_manages_people";
  if (changesRoles(before) && !changesRoles(after)) return "nobody_changes_roles";
  return null;
}

function hasManager({ roles }: Pick<Organisation, "roles">, people: readonly Person[]): boolean {
  const managing = roles.filter((role) => grants(role, "user.manage")).map(({ id }) => id);
  return people.some((person) => person.roles.some((id) => managing.includes(id)));
}

/** Whether people of some role may see roles and change all of them. */
function changesRoles(organisation: Pick<Organisation, "roles">): boolean {
  return organisation.roles.some(
    (role) =>
      grants(role, "release.read") &&
      mayChangeAll(changeRights(organisation, [role.id]), ["organisation", "roles"]),
  );
}

function grants(
  { permissions }: { readonly permissions: readonly Permission[] },
  permission: Permission,
) {
  return permissions.includes(permission);
}
