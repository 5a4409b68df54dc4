import { belongsTo } from "../definition/ladder.js";
import type { Organisation, Permission } from "../definition/organisation.js";
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
  /** Teams whose alerts they see: those they belong to or are called for; all with `operations.read`. */
  readonly teams: readonly string[] | "*";
};

/** What a person's roles grant. Role ids that the organisation no longer has grant nothing. */
export function callerOf(
  user: User,
  sessionId: string,
  { roles, teams = [] }: Pick<Organisation, "roles" | "teams">,
): Caller {
  const held = roles.filter((role) => user.roles.includes(role.id));
  const queues = new Set(held.flatMap((role) => role.queues));
  const permissions = new Set(held.flatMap((role) => role.permissions));
  const own = teams.filter((team) => belongsTo(team, user)).map(({ id }) => id);
  return {
    user,
    sessionId,
    permissions,
    queues: queues.has("*") ? "*" : [...queues],
    teams: permissions.has("operations.read") ? "*" : own,
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

/** Whether a person sees alerts to this team. */
export function seesTeam(caller: Caller, team: string): boolean {
  return caller.teams === "*" || caller.teams.includes(team);
}
