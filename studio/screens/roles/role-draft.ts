import { lockOut, type LockOut } from "../../../engine/definition/administrators.js";
import type { Organisation, Role } from "../../../engine/definition/organisation.js";
import { idFor } from "../../draft/new-id.js";

/** A role while somebody changes it: what is switched off stays as it was, for the case that it is switched on again. */
export type RoleDraft = Omit<Role, "id" | "queues" | "changes"> & {
  readonly seesAll: boolean;
  readonly queues: readonly string[];
  readonly isRestricted: boolean;
  readonly changes: readonly string[];
};

/** What is wrong with it. */
export type RoleTrouble = "nameNeeded" | "nameTaken" | "whatNeeded" | LockOut;

const NOTHING: RoleDraft = {
  name: "",
  permissions: ["case.read"],
  seesAll: false,
  queues: [],
  isRestricted: false,
  changes: [],
};

/** A role as it is begun to be changed; a new one without. */
export function roleDraft(role: Role | null): RoleDraft {
  if (role === null) return NOTHING;
  const { name, permissions, queues, changes } = role;
  return {
    ...{ name, permissions },
    seesAll: queues.includes("*"),
    queues: queues.filter((queue) => queue !== "*"),
    isRestricted: changes !== undefined,
    changes: changes ?? [],
  };
}

/** Whether it says what of a release its people may change: only a role that publishes can. */
function isRestricted(draft: RoleDraft): boolean {
  return draft.isRestricted && draft.permissions.includes("release.publish");
}

/** The role that comes of it, under its id or a new one. */
export function roleOf(draft: RoleDraft, id: string | null, { roles }: Organisation): Role {
  const name = draft.name.trim();
  const taken = Object.fromEntries(roles.map((role) => [role.id, true]));
  return {
    ...{ id: id ?? idFor(name, taken), name, permissions: [...draft.permissions] },
    queues: draft.seesAll ? ["*"] : [...draft.queues],
    ...(isRestricted(draft) ? { changes: [...draft.changes] } : {}),
  };
}

/** What stands in the way of a role, among the people who can sign in; null when nothing does. */
export function roleTrouble(
  draft: RoleDraft,
  id: string | null,
  there: {
    readonly published: Organisation;
    readonly organisation: Organisation;
    readonly people: readonly { readonly roles: readonly string[] }[];
  },
): RoleTrouble | null {
  const { roles } = there.organisation;
  const name = draft.name.trim();
  if (name === "") return "nameNeeded";
  if (roles.some((role) => role.id !== id && role.name === name)) return "nameTaken";
  if (isRestricted(draft) && draft.changes.length === 0) return "whatNeeded";
  const role = roleOf(draft, id, there.organisation);
  const others = roles.map((one) => (one.id === id ? role : one));
  return lockOut(
    there.published,
    { roles: id === null ? [...others, role] : others },
    there.people,
  );
}
