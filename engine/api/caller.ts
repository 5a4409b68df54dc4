import type { Permission, Role } from "../definition/organisation.js";
import type { Actor } from "../interpreter/event.js";
import type { User } from "../protocol/session.js";

/** A signed-in person with what their roles grant in the current release. */
export type Caller = {
  readonly user: User;
  /** Sign-in session; ending it ends every token of it. */
  readonly sessionId: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Queues whose cases they see. */
  readonly queues: readonly string[] | "*";
};

/** What a person's roles grant. Role ids that the organisation no longer has grant nothing. */
export function callerOf(user: User, sessionId: string, roles: readonly Role[]): Caller {
  const held = roles.filter((role) => user.roles.includes(role.id));
  const queues = new Set(held.flatMap((role) => role.queues));
  return {
    user,
    sessionId,
    permissions: new Set(held.flatMap((role) => role.permissions)),
    queues: queues.has("*") ? "*" : [...queues],
  };
}

/** The caller as the interpreter knows people. */
export function actorOf(caller: Caller): Actor {
  return { id: caller.user.id, roles: caller.user.roles };
}

/** Whether a person sees cases of this queue. */
export function seesQueue(caller: Caller, queue: string): boolean {
  return caller.queues === "*" || caller.queues.includes(queue);
}
